import type { Finding } from "../../kit/index.ts";
import type { FindingPage } from "./page.ts";
import { named, said } from "./lint-words.ts";

const instead = (finding: Finding): string =>
  said(finding, "instead") === "" ? "" : `; ${said(finding, "instead")} instead`;
const typed = (finding: Finding): string => `${named(finding)} is ${said(finding, "type")}${instead(finding)}`;
const GRANTS: ReadonlyMap<string, string> = new Map([
  ["public", "is granted to PUBLIC: every role that can connect"],
  ["grant-option", "may be passed on by those who get it (WITH GRANT OPTION)"],
  ["all", "is granted with all rights at once, also those that nobody needs"],
]);

/** What works today and is regretted later. */
export const lintDesignPages: readonly FindingPage[] = [
  {
    code: "foreign-key-without-index",
    title: "A new foreign key without an index",
    sentence: (finding) =>
      `no index of ${named(finding)} begins with ${said(finding, "columns")}: every delete in the other table reads this one from end to end`,
    why: "PostgreSQL indexes the side that is referred to, never the one that refers. Joins and deletes then read the whole table, and hold their locks meanwhile. Reported where the table's indexes are known: the file makes the table, or `--connection` or `--schema` shows it.",
    mend: "Create the index, before the foreign key, with CONCURRENTLY on a table in use.",
  },
  {
    code: "index-already-covered",
    title: "A new index that another one makes unnecessary",
    sentence: (finding) => `${named(finding)}: its columns are the first ones of ${said(finding, "coveredBy")}`,
    why: "What it answers the other one answers too, and every write pays for both. It is right to keep it where the other is much wider and this one is read all the time.",
    mend: "Leave it out.",
  },
  {
    code: "index-wide",
    title: "An index over many columns",
    sentence: (finding) => `${named(finding)} has ${said(finding, "columns")} columns`,
    why: "A query uses the first columns up to the first range; the rest costs space and every write.",
    mend: "Keep the columns that queries compare for equality, most telling first; `db analyze` shows which are used.",
  },
  {
    code: "table-without-primary-key",
    title: "A new table without a primary key",
    sentence: (finding) => `${named(finding)} has no primary key`,
    why: "Rows cannot be told apart, logical replication cannot follow updates, and tools that work row by row fail.",
    mend: "Give it one.",
  },
  {
    code: "row-security-without-policy",
    title: "Row level security without a policy",
    sentence: (finding) => `everybody but the owner of ${named(finding)} sees no row of it`,
    why: "Without a policy nothing is allowed: programs that connect as another role find an empty table and cannot insert.",
    mend: "Create the policies before, in the same transaction.",
  },
  {
    code: "grant-widened",
    title: "Rights for more than who needs them",
    sentence: (finding) => `${named(finding)}: the right ${GRANTS.get(said(finding, "reason")) ?? "is wide"}`,
    why: "Rights that are given at large are not taken back, and the next leak of any login has them.",
    mend: "Name the role and the rights.",
  },
  {
    code: "definer-without-path",
    title: "SECURITY DEFINER without its own search_path",
    sentence: (finding) => `${named(finding)} runs with its owner's rights and its caller's search_path`,
    why: "A caller who puts a schema of his own in front decides which tables and functions the body means, with the owner's rights.",
    mend: "Add `SET search_path = ''` to the function and qualify every name in it.",
  },
  {
    code: "domain-with-constraint",
    title: "A domain with a constraint",
    sentence: (finding) =>
      `${named(finding)}: its constraint can later be changed only by reading every table that uses it`,
    why: "A check on a domain is the business of all of its columns at once.",
    mend: "Put the check on the columns.",
  },
  {
    code: "type-char",
    title: "char(n)",
    sentence: typed,
    why: "Values are padded with spaces, which comparisons then ignore and length() does not count. It is neither smaller nor faster than text.",
    mend: "Use text, or varchar(n) where a length matters. On a table with rows this is a rewrite.",
  },
  {
    code: "type-varchar",
    title: "varchar(n)",
    sentence: typed,
    why: "A length is mostly a guess that has to be changed one day. A longer one is a short lock, a shorter one reads and writes everything.",
    mend: "Use text, with a check where a length matters.",
  },
  {
    code: "type-int",
    title: "A column of four bytes",
    sentence: typed,
    why: "Keys reach 2,147,483,647 sooner than anybody thinks, and widening them then is a rewrite of the largest table.",
    mend: "Use bigint.",
  },
  {
    code: "type-smallint",
    title: "A column of two bytes",
    sentence: typed,
    why: "32,767 is soon reached, and alignment mostly takes back what was saved.",
    mend: "Use bigint, or integer where the values are few by nature.",
  },
  {
    code: "type-serial",
    title: "serial",
    sentence: typed,
    why: "serial is a default over a sequence with rights and an owner of its own, which dumps, copies of tables and roles stumble over. Identity columns are the standard's.",
    mend: "Use GENERATED BY DEFAULT AS IDENTITY, or ALWAYS.",
  },
  {
    code: "type-timestamp",
    title: "timestamp without time zone",
    sentence: typed,
    why: "It keeps what a clock on some wall showed. Each program, and each session's TimeZone, reads another moment out of it.",
    mend: "Use timestamptz. It takes the same eight bytes.",
  },
  {
    code: "type-json",
    title: "json",
    sentence: typed,
    why: "json has no equality: SELECT DISTINCT, GROUP BY and UNION over it fail, and it is parsed anew whenever it is read.",
    mend: "Use jsonb, unless the very text must be kept.",
  },
  {
    code: "type-money",
    title: "money",
    sentence: typed,
    why: "Its currency and its digits are those of the server's lc_monetary, so the same bytes are other money elsewhere.",
    mend: "Use numeric, and a column for the currency.",
  },
  {
    code: "reserved-name",
    title: "A name that is a keyword",
    sentence: (finding) => `${named(finding)} must be written in quotes everywhere`,
    why: "A statement that forgets the quotes fails, or means something else: `user` is the name of the role.",
    mend: "Choose another name.",
  },
  {
    code: "schema-missing",
    title: "A table without its schema",
    sentence: (finding) => `${named(finding)} is looked for in whatever search_path the file is run with`,
    why: "Run by another role it lands, or is found, elsewhere.",
    mend: "Write the schema.",
  },
  {
    code: "not-repeatable",
    title: "A statement that fails when the file is run again",
    sentence: (finding) =>
      `${named(finding)}: outside a transaction a failure in the middle leaves this behind, and it fails the next time (${said(finding, "words")})`,
    why: "A file that is run statement by statement is half done when one of them fails. In a transaction, or with a runner that keeps a journal per statement as `backwright db migrate` does, nothing needs to be repeatable.",
    mend: "Use a transaction where PostgreSQL allows it, else IF EXISTS and IF NOT EXISTS. Before an index that is built CONCURRENTLY put `DROP INDEX CONCURRENTLY IF EXISTS`: IF NOT EXISTS would pass over an INVALID leftover (`index-if-not-exists`).",
  },
  {
    code: "enum-value-unordered",
    title: "A value of an enum that sorts last",
    sentence: (finding) => `'${said(finding, "value")}' of ${named(finding)} sorts behind all others`,
    why: "ORDER BY and comparisons follow the order of the values, and it cannot be changed later.",
    mend: "Say BEFORE or AFTER which one.",
  },
];
