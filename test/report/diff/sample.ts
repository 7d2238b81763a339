export const loss = {
  code: "data-loss",
  severity: "error",
  what: "data loss: the rows of table public.<old>",
  relation: null,
  lockMode: null,
} as const;
export const lock = {
  code: "lock",
  severity: "info",
  what: "lock: access-exclusive on public.<old>",
  relation: "public.<old>",
  lockMode: "access-exclusive",
} as const;
/** A comparison whose names would be markup. */
export const view = {
  current: "shop on localhost:5432",
  desired: "schema/v2.sql",
  pgVersion: 15,
  isSame: false,
  changes: [
    { verb: "create", kind: "index", name: "public.idx_users_email", parts: [], hazards: [] },
    {
      verb: "drop",
      kind: "table",
      name: "public.<old>",
      parts: [],
      hazards: [loss],
    },
  ],
  unmodelled: [],
  files: [
    {
      file: "20240115_add_user_indexes.sql",
      rollbackFile: "20240115_add_user_indexes_rollback.sql",
      transactional: true,
      sql: "SELECT 1;",
      rollbackSql: "SELECT '</pre>';",
      statements: [{ sql: "DROP TABLE public.<old>", hazards: [loss, lock], unmeasured: "it was <not> run" }],
    },
  ],
  folder: "migrations/",
  proof: {
    state: "proven",
    statements: 2,
    observer: { kind: "pg_dump", version: "15.18" },
    rows: { tables: 1, empty: [], unmeasured: null },
  },
  printsSql: false,
} as const;
