/** A rule of the peer and what says the same here. */
export const RULE_MAP: ReadonlyMap<string, readonly string[]> = new Map([
  ["adding-field-with-default", ["add-column-rewrite"]],
  ["adding-foreign-key-constraint", ["add-foreign-key-scan"]],
  ["adding-not-nullable-field", ["set-not-null-scan"]],
  ["adding-required-field", ["required-column"]],
  ["adding-serial-primary-key-field", ["add-key-build"]],
  ["ban-alter-domain-with-add-constraint", ["domain-constraint-scan"]],
  ["ban-char-field", ["type-char"]],
  ["ban-concurrent-index-creation-in-transaction", ["concurrently-in-transaction"]],
  ["ban-create-domain-with-constraint", ["domain-with-constraint"]],
  ["ban-drop-column", ["drop-column"]],
  ["ban-drop-database", ["drop-database"]],
  ["ban-drop-not-null", ["drop-not-null"]],
  ["ban-drop-table", ["drop-table"]],
  ["ban-duplicate-column-assignments", ["duplicate-column"]],
  ["ban-uncommitted-transaction", ["transaction-left-open"]],
  ["changing-column-type", ["column-type-rewrite"]],
  ["constraint-missing-not-valid", ["add-check-scan", "add-foreign-key-scan", "validate-holds-lock"]],
  ["disallowed-unique-constraint", ["add-key-build"]],
  ["identifier-too-long", ["name-too-long"]],
  ["prefer-bigint-over-int", ["type-int"]],
  ["prefer-bigint-over-smallint", ["type-smallint"]],
  ["prefer-identity", ["type-serial"]],
  ["prefer-repack", ["cluster-rewrite", "vacuum-full-rewrite"]],
  ["prefer-robust-stmts", ["not-repeatable"]],
  ["prefer-text-field", ["type-varchar"]],
  ["prefer-timestamp-tz", ["type-timestamp"]],
  ["renaming-column", ["rename-column"]],
  ["renaming-table", ["rename-table"]],
  ["require-concurrent-index-creation", ["create-index-blocking"]],
  ["require-concurrent-index-deletion", ["drop-index-blocking"]],
  ["require-concurrent-partition-detach", ["detach-partition-blocking"]],
  ["require-concurrent-reindex", ["reindex-blocking"]],
  ["require-enum-value-ordering", ["enum-value-unordered"]],
  ["require-lock-timeout", ["lock-timeout-missing"]],
  ["require-statement-timeout", ["statement-timeout-missing"]],
  ["require-table-schema", ["schema-missing"]],
  ["transaction-nesting", ["transaction-nested"]],
]);

/** Where the peer is not followed: a rule, the cases, and what PostgreSQL does. */
export interface Deviation {
  readonly rule: string;
  /** The case's id, or what its statements have in common. */
  readonly applies: (one: { readonly id: string; readonly sql: string; readonly isPeerFiring: boolean }) => boolean;
  readonly reason: string;
}

const named =
  (...ids: readonly string[]): Deviation["applies"] =>
  ({ id }) =>
    ids.some((one) => id.includes(one));

export const DEVIATIONS: readonly Deviation[] = [
  {
    rule: "adding-field-with-default",
    applies: named("docs_example_error_on_pg_11"),
    reason: "PostgreSQL 11 is the first that keeps a constant default in the catalogue: nothing is rewritten",
  },
  {
    rule: "ban-char-field",
    applies: named("all_the_types"),
    reason: "`int array[]` is no SQL of PostgreSQL: the file is refused with the place of the error",
  },
  {
    rule: "prefer-repack",
    applies: named("cluster_below_pg19"),
    reason: "CLUSTER shuts the table off on every major, and pg_repack does not need 19",
  },
  {
    rule: "prefer-robust-stmts",
    applies: named("ban_concurrent_index_creation_in_transaction_err"),
    reason: "inside a transaction the server refuses it, which a rule of its own says: it never leaves anything behind",
  },
  {
    rule: "prefer-robust-stmts",
    applies: ({ sql, isPeerFiring }) => isPeerFiring && /enable row level security/i.test(sql),
    reason: "ENABLE ROW LEVEL SECURITY may be said twice",
  },
  {
    rule: "prefer-robust-stmts",
    applies: ({ sql, isPeerFiring }) => isPeerFiring && (sql.match(/;\s*\S/g) ?? []).length === 0,
    reason: "a single statement is done or not done: nothing is half done when it is run again",
  },
  ...["require-lock-timeout", "require-statement-timeout"].map((rule) => ({
    rule,
    applies: named(
      "ban_create_domain_with_constraint",
      "ban_drop_database",
      "ban_duplicate_column_assignments",
      "new_table_",
      "regression_with_indexing_ok",
      "unique_constraint_after_create_table",
      "enable_row_level_security",
      "fix_drop_type_if_exists",
      "require_enum_value_ordering",
      "create_temp_table_as_ok",
    ),
    reason: "the statements lock no table that was there before",
  })),
  {
    rule: "adding-serial-primary-key-field",
    applies: named("inline_add_column"),
    reason: "one rule of ours for PRIMARY KEY and UNIQUE: both build an index under ACCESS EXCLUSIVE",
  },
  {
    rule: "disallowed-unique-constraint",
    applies: named("plain_primary_key"),
    reason: "one rule of ours for PRIMARY KEY and UNIQUE: both build an index under ACCESS EXCLUSIVE",
  },
  {
    rule: "constraint-missing-not-valid",
    applies: named("plain_primary_key"),
    reason: "a primary key cannot be NOT VALID",
  },
  ...["prefer-bigint-over-int", "prefer-identity"].map((rule) => ({
    rule,
    applies: named("all_the_types"),
    reason: "`int array[]` is no SQL of PostgreSQL: the file is refused with the place of the error",
  })),
  {
    rule: "prefer-bigint-over-int",
    applies: named("create_foreign_table_err"),
    reason: "a foreign table's columns have types like any other's",
  },
  {
    rule: "prefer-timestamp-tz",
    applies: named("fix_pgcatalog_varchar"),
    reason: "pg_catalog.varchar is no timestamp",
  },
];
