import type { FindingPage } from "./page.ts";
import { lockName, named, said, waits } from "./lint-words.ts";
import type { Finding } from "../../kit/index.ts";

const REASONS: ReadonlyMap<string, (finding: Finding) => string> = new Map<string, (finding: Finding) => string>([
  ["domain", () => "its domain has a constraint, which is looked up for every row"],
  ["serial", () => "serial numbers every row"],
  ["identity", () => "an identity column numbers every row"],
  ["generated", () => "a stored generated column is computed for every row"],
  ["old-server", () => "before PostgreSQL 11 any default is written into every row"],
  ["volatile-default", (finding) => `${said(finding, "function")}() may answer differently for each row`],
]);

const constraint = (finding: Finding): string => {
  const name = said(finding, "constraint");
  return name === "" ? "" : ` ${name}`;
};

const typeChange = (finding: Finding): string => {
  const from = said(finding, "from");
  const to = said(finding, "to");
  if (finding.evidence["isSure"] === false)
    return `${named(finding)}.${said(finding, "column")} becomes ${to}; unless it is a varchar now, every row is written anew and ${waits(finding)}`;
  const work =
    said(finding, "work") === "scan"
      ? "a check on it is verified anew"
      : said(finding, "work") === "build"
        ? "its indexes are built anew"
        : "every row is written anew";
  return `${named(finding)}.${said(finding, "column")} from ${from === "" ? "its type" : from} to ${to}: ${work}, and ${waits(finding)}`;
};

/** Work on rows under a lock that keeps others waiting. */
export const lintBlockingPages: readonly FindingPage[] = [
  {
    code: "add-column-rewrite",
    title: "A new column that is written into every row",
    sentence: (finding) =>
      `${named(finding)}.${said(finding, "column")}: ${REASONS.get(said(finding, "reason"))?.(finding) ?? "each row gets a value"}, so the table is written anew and ${waits(finding)}`,
    why: "A default that is the same for all rows is kept once in the catalogue, whatever the size of the table. A volatile default, `serial`, an identity and `GENERATED … STORED` need a value per row: PostgreSQL writes the whole table and all of its indexes anew under ACCESS EXCLUSIVE. A function that PostgreSQL does not bring along counts as volatile, as it does for the server unless it says otherwise.",
    mend: "Add the column without the default, set the default for new rows with `ALTER COLUMN … SET DEFAULT`, and fill the old rows in batches. On PostgreSQL 18 a generated column may be `VIRTUAL`, which writes nothing.",
  },
  {
    code: "set-not-null-scan",
    title: "SET NOT NULL that reads the whole table",
    sentence: (finding) =>
      `${named(finding)}.${said(finding, "column")}: every row is read for a NULL, and ${waits(finding)}`,
    why: "SET NOT NULL looks at every row under ACCESS EXCLUSIVE. Since PostgreSQL 12 it does not have to where a validated check says `column IS NOT NULL`; the same is true of a primary key that takes over an index.",
    mend: "Add `CHECK (column IS NOT NULL) NOT VALID`, run `VALIDATE CONSTRAINT` in a later transaction, which lets everybody read and write, then `SET NOT NULL`, then drop the check. `--fix` writes that. On PostgreSQL 18 `ADD CONSTRAINT … NOT NULL column NOT VALID` does it in two steps.",
  },
  {
    code: "add-check-scan",
    title: "A check that reads the whole table",
    sentence: (finding) =>
      `${named(finding)}: the check${constraint(finding)} is looked up in every row, and ${waits(finding)}`,
    why: "ADD CONSTRAINT … CHECK verifies the rows that are there under ACCESS EXCLUSIVE. So does a check written beside a new column.",
    mend: "Add it `NOT VALID`: new rows are checked from then on. Then run `VALIDATE CONSTRAINT` in a transaction of its own, which lets everybody read and write. `--fix` writes that.",
  },
  {
    code: "add-foreign-key-scan",
    title: "A foreign key that reads the whole table",
    sentence: (finding) =>
      `${named(finding)}: the foreign key${constraint(finding)} is looked up for every row; ${waits(finding)}, on ${said(finding, "references") || "the other table"} too`,
    why: "ADD FOREIGN KEY takes SHARE ROW EXCLUSIVE on both tables and looks up every row of the referring one before it lets go of them.",
    mend: "Add it `NOT VALID`, then `VALIDATE CONSTRAINT` in a transaction of its own. `--fix` writes that.",
  },
  {
    code: "add-key-build",
    title: "A key that builds its index while nobody may read",
    sentence: (finding) =>
      `${named(finding)}: the index of the key${constraint(finding)} is built, and ${waits(finding)}`,
    why: "UNIQUE and PRIMARY KEY build their index under ACCESS EXCLUSIVE, which is stronger than what CREATE INDEX itself takes.",
    mend: "Build the index with `CREATE UNIQUE INDEX CONCURRENTLY`, then `ADD CONSTRAINT … USING INDEX`, which takes an instant. For a primary key make the columns NOT NULL first. `--fix` writes that.",
  },
  {
    code: "add-exclusion-build",
    title: "An exclusion constraint on a table with rows",
    sentence: (finding) =>
      `${named(finding)}: the index of the exclusion constraint${constraint(finding)} is built, and ${waits(finding)}`,
    why: "EXCLUDE builds its index under ACCESS EXCLUSIVE and can neither be NOT VALID nor take over an index.",
    mend: "Make a new table with the constraint, copy the rows in batches and swap the names; or run it when nobody uses the table.",
  },
  {
    code: "create-index-blocking",
    title: "An index that is built while writes wait",
    sentence: (finding) =>
      `${named(finding)}: the index ${said(finding, "index")} is built under SHARE, and ${waits(finding)}`.replace(
        "index  is",
        "index is",
      ),
    why: "CREATE INDEX lets others read but not write until it is done. Of a table that the same file creates nobody is kept waiting, and nothing is said.",
    mend: "Use `CREATE INDEX CONCURRENTLY`, outside a transaction, with a name, so that the INVALID leftover of a failed build can be found. `--fix` writes that. For a partitioned table: `CREATE INDEX … ON ONLY` the parent, CONCURRENTLY on each partition, then `ALTER INDEX … ATTACH PARTITION`.",
  },
  {
    code: "reindex-blocking",
    title: "REINDEX while writes wait",
    sentence: (finding) => `${said(finding, "what") || named(finding)} is built anew, and ${waits(finding)}`,
    why: "REINDEX takes SHARE on the table and ACCESS EXCLUSIVE on each index: writes wait, and so does every query that would use the index.",
    mend: "Use `REINDEX … CONCURRENTLY` (PostgreSQL 12), outside a transaction. `--fix` writes that.",
  },
  {
    code: "column-type-rewrite",
    title: "A change of type that writes every row anew",
    sentence: typeChange,
    why: "Unless the bytes of the old type are those of the new one, PostgreSQL writes the table and its indexes anew under ACCESS EXCLUSIVE. Harmless, and not reported where the column's type is known: a longer varchar, varchar to text, a larger precision of numeric, more digits of a time, timestamp to timestamptz where the session's TimeZone is UTC.",
    mend: "Add a column of the new type, keep it in step with a trigger, fill it in batches, move the programs to it, and drop the old one. Give `--connection` or `--schema`, so that harmless changes are known as such.",
  },
  {
    code: "table-rewrite",
    title: "A table that is written anew",
    sentence: (finding) =>
      `${named(finding)} is written anew (${said(finding, "action").replace("AT_", "")}), and ${waits(finding)}`,
    why: "SET LOGGED, SET UNLOGGED, SET TABLESPACE, SET ACCESS METHOD and SET EXPRESSION write the table, and mostly its indexes, anew under ACCESS EXCLUSIVE.",
    mend: "Make a new table as it should be, copy in batches, swap the names; or use pg_repack; or run it when nobody uses the table.",
  },
  {
    code: "cluster-rewrite",
    title: "CLUSTER",
    sentence: (finding) => `${named(finding)} is written anew in the order of an index, and ${waits(finding)}`,
    why: "CLUSTER writes the table and all of its indexes anew under ACCESS EXCLUSIVE.",
    mend: "Use pg_repack, or on PostgreSQL 19 `REPACK … CONCURRENTLY`.",
  },
  {
    code: "vacuum-full-rewrite",
    title: "VACUUM FULL",
    sentence: (finding) => `${named(finding)} is written anew, and ${waits(finding)}`,
    why: "VACUUM FULL writes the table and all of its indexes anew under ACCESS EXCLUSIVE. A plain VACUUM makes the space reusable and keeps nobody waiting.",
    mend: "Use pg_repack, or on PostgreSQL 19 `REPACK … CONCURRENTLY`; or settle for VACUUM.",
  },
  {
    code: "attach-partition-scan",
    title: "A partition whose rows are looked at",
    sentence: (finding) =>
      `${named(finding)}: every row is read to see whether it belongs ${finding.evidence["isDefault"] === true ? "into the new partition" : "into the bounds"}, and ${waits(finding)}`,
    why: "ATTACH PARTITION reads the new partition under ACCESS EXCLUSIVE unless a validated check says that all of its rows fit, and the default partition too, because rows of the new bounds might lie there.",
    mend: "Add a check that implies the bounds, `NOT VALID`, validate it in another transaction, attach, then drop the check. For a default partition add a check that rules the new bounds out.",
  },
  {
    code: "detach-partition-blocking",
    title: "DETACH PARTITION without CONCURRENTLY",
    sentence: (finding) =>
      `${said(finding, "partition")} is detached under ${lockName(finding)} on ${named(finding)}: everybody who uses any partition queues behind it`,
    why: "The work is short, but the lock is on the whole partitioned table, and while the statement waits for a long query to end everybody else waits behind it.",
    mend: "Use `DETACH PARTITION … CONCURRENTLY` (PostgreSQL 14), outside a transaction. `--fix` writes that.",
  },
  {
    code: "drop-index-blocking",
    title: "DROP INDEX without CONCURRENTLY",
    sentence: (finding) =>
      `${said(finding, "indexes")}: its table is locked with ${lockName(finding)}; everybody queues behind the statement while it waits for its turn`,
    why: "DROP INDEX needs ACCESS EXCLUSIVE on the table. It is over at once when it has it, but as long as it waits for a running query all others wait behind it.",
    mend: "Use `DROP INDEX CONCURRENTLY`, outside a transaction, one index per statement. `--fix` writes that.",
  },
  {
    code: "refresh-view-blocking",
    title: "REFRESH MATERIALIZED VIEW without CONCURRENTLY",
    sentence: (finding) =>
      finding.evidence["isEmptied"] === true
        ? `queries of ${named(finding)} fail until it is refreshed again`
        : `nobody reads ${named(finding)} while its query runs`,
    why: "REFRESH holds ACCESS EXCLUSIVE on the view as long as its query takes.",
    mend: "Give the view a unique index over plain columns, and use `REFRESH MATERIALIZED VIEW CONCURRENTLY`: readers go on with the old rows.",
  },
  {
    code: "domain-constraint-scan",
    title: "A constraint on a domain that is in use",
    sentence: (finding) =>
      `${named(finding)}: every table with a column of this domain is read and takes no writes meanwhile${said(finding, "tables") === "" ? "" : ` (${said(finding, "tables")})`}`,
    why: "ALTER DOMAIN … ADD CONSTRAINT, SET NOT NULL and VALIDATE look at all columns of the domain under SHARE locks on their tables.",
    mend: "Add it `NOT VALID`: new values are checked from then on. Validate it when writes can wait.",
  },
  {
    code: "update-every-row",
    title: "UPDATE of every row",
    sentence: (finding) => `all rows of ${named(finding)} stay locked against other writes until the transaction ends`,
    why: "Each row is written a second time, its locks are held to the end, and replicas must follow all at once.",
    mend: "Update in batches of some thousand rows by key, each in its own transaction. If every row is meant and the table is small, silence the rule with a reason.",
  },
  {
    code: "lock-table",
    title: "LOCK TABLE",
    sentence: (finding) => `${named(finding)} is locked with ${lockName(finding)} until the transaction ends`,
    why: "The lock is held until the transaction ends, whatever follows it.",
    mend: "Take it as late as possible, with a lock_timeout, and let nothing long follow it.",
  },
];
