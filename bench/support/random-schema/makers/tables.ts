import { type Column, columnsOf, type Draft, type Item, type Made, type Maker, pickRole, withRole } from "../item.ts";
import { firstPart, lastPart } from "../names.ts";

const tablePhrases = (name: string): Pick<Made, "phrase" | "ownable" | "grantable"> => ({
  phrase: `TABLE ${name}`,
  ownable: `TABLE ${name}`,
  grantable: [`TABLE ${name}`, ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"]],
});

const OPTIONS = [
  "fillfactor = 70",
  "autovacuum_enabled = false",
  "toast.autovacuum_enabled = false",
  "parallel_workers = 2",
  "autovacuum_vacuum_scale_factor = 0.01",
];

const ordinary = (draft: Draft): Made => {
  const { random } = draft;
  const name = draft.named("t");
  const columns: readonly Column[] = random.chance(0.8)
    ? [{ name: '"id"', type: random.pick(["integer", "bigint"]) }]
    : [];
  const form = random.pick(["plain", "plain", "plain", "unlogged", "options", "heap"]);
  const tail =
    form === "options" ? ` WITH (${random.some(OPTIONS, 1, 3).join(", ")})` : form === "heap" ? " USING heap" : "";
  const list = columns.map((column) => `${column.name} ${column.type}`).join(", ");
  return {
    name,
    role: "table",
    sql: `CREATE ${form === "unlogged" ? "UNLOGGED " : ""}TABLE ${name} (${list})${tail}`,
    tag: `table ${form}`,
    columns,
    facet: "ordinary",
    ...tablePhrases(name),
  };
};

const typed = (draft: Draft): Made | undefined => {
  const type = withRole(draft, "type").find(({ maker }) => maker === "composite");
  if (type === undefined) return undefined;
  const name = draft.named("t");
  const columns = (type.columns ?? []).map(({ name, type }) => ({ name, type: type.replace(/ COLLATE .*/, "") }));
  const extra = draft.random.maybe(0.4, ` (${columns[0]?.name} WITH OPTIONS NOT NULL)`);
  return {
    name,
    role: "table",
    sql: `CREATE TABLE ${name} OF ${type.name}${extra}`,
    tag: `table typed${extra === "" ? "" : " options"}`,
    facet: "typed",
    columns,
    ...tablePhrases(name),
  };
};

const KEYS: readonly (readonly [form: string, columns: readonly Column[], key: string])[] = [
  ["range", [{ name: '"at"', type: "date" }], 'RANGE ("at")'],
  [
    "range",
    [
      { name: '"k"', type: "integer" },
      { name: '"id"', type: "bigint" },
    ],
    'RANGE ("k")',
  ],
  ["list", [{ name: '"k"', type: "text" }], 'LIST ("k")'],
  ["list", [{ name: '"k"', type: "text" }], 'LIST (lower("k"))'],
  ["hash", [{ name: '"k"', type: "integer" }], 'HASH ("k")'],
];

const partitioned = (draft: Draft): Made => {
  const name = draft.named("parted");
  const [form, columns, key] = draft.random.pick(KEYS);
  const list = columns.map((column) => `${column.name} ${column.type}`).join(", ");
  return {
    name,
    role: "table",
    sql: `CREATE TABLE ${name} (${list}) PARTITION BY ${key}`,
    tag: `table partitioned ${key}`,
    columns,
    facet: `${form} ${columns[0]?.type}`,
    ...tablePhrases(name),
  };
};

const BOUNDS: Readonly<Record<string, readonly string[]>> = {
  "range date": [
    "FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')",
    "FOR VALUES FROM ('2021-01-01') TO ('2022-01-01')",
    "FOR VALUES FROM (MINVALUE) TO ('2020-01-01')",
    "DEFAULT",
  ],
  "range integer": [
    "FOR VALUES FROM (0) TO (10)",
    "FOR VALUES FROM (10) TO (MAXVALUE)",
    "FOR VALUES FROM (MINVALUE) TO (0)",
    "DEFAULT",
  ],
  "list text": [
    "FOR VALUES IN ('a', 'b')",
    "FOR VALUES IN ('c')",
    "FOR VALUES IN (NULL)",
    "FOR VALUES IN ('it''s')",
    "DEFAULT",
  ],
  "hash integer": [0, 1, 2].map((remainder) => `FOR VALUES WITH (modulus 3, remainder ${remainder})`),
};

/** A partition, which may be partitioned itself; made in place or attached with columns in another order. */
const partition = (draft: Draft): Made | undefined => {
  const { random } = draft;
  const parents = withRole(draft, "table").filter(({ facet }) => facet !== undefined && facet in BOUNDS);
  const parent =
    draft.slot === undefined
      ? parents.length === 0
        ? undefined
        : random.pick(parents)
      : parents.find(({ key }) => key === draft.slot?.on);
  if (parent === undefined) return undefined;
  const name = draft.named("part");
  const bound = random.pick(BOUNDS[parent.facet ?? ""] ?? ["DEFAULT"]);
  const form = random.pick(["in place", "in place", "attached", "nested"]);
  const nestedBy = parent.columns?.[0]?.name ?? "k";
  const reversed = columnsOf(draft, parent).toReversed();
  const list = reversed.map((column) => `${column.name} ${column.type}`).join(", ");
  const nested = form === "nested" ? ` PARTITION BY HASH (${nestedBy})` : "";
  return {
    name,
    on: parent.key,
    role: "table",
    rank: parent.maker === "partition" ? 8 : 7,
    sql:
      form === "attached"
        ? `CREATE TABLE ${name} (${list}); ALTER TABLE ${parent.name} ATTACH PARTITION ${name} ${bound}`
        : `CREATE TABLE ${name} PARTITION OF ${parent.name} ${bound}${nested}`,
    tag: `partition ${parent.facet} ${form} ${bound === "DEFAULT" ? "default" : "bound"}`,
    columns: columnsOf(draft, parent),
    facet: form === "nested" && parent.columns?.[0]?.type === "integer" ? "hash integer" : "partition",
    ...tablePhrases(name),
  };
};

const heir = (draft: Draft): Made | undefined => {
  const { random } = draft;
  const parents = withRole(draft, "table").filter(({ facet }) => facet === "ordinary" || facet === "heir");
  const chosen = random.some(parents, 1, 2);
  const [first] = chosen;
  if (first === undefined) return undefined;
  const name = draft.named("heir");
  const form = random.pick(["plain", "own column", "merged", "later"]);
  const merged = columnsOf(draft, first)[0];
  const own: readonly Column[] = form === "own column" ? [{ name: '"own"', type: "text" }] : [];
  const list =
    form === "merged" && merged !== undefined
      ? `${merged.name} ${merged.type}`
      : own.map((one) => `${one.name} ${one.type}`).join("");
  const inherited = chosen.flatMap((one) => columnsOf(draft, one));
  return {
    name,
    role: "table",
    sql:
      form === "later"
        ? `CREATE TABLE ${name} (LIKE ${first.name}); ALTER TABLE ${name} INHERIT ${first.name}`
        : `CREATE TABLE ${name} (${list}) INHERITS (${chosen.map((one) => one.name).join(", ")})`,
    tag: `table heir ${form} ${chosen.length}`,
    columns: [
      ...inherited.filter(({ name: one }, at) => inherited.findIndex((other) => other.name === one) === at),
      ...own,
    ],
    facet: "heir",
    ...tablePhrases(name),
  };
};

/** A statement about a table that needs its indexes or columns. */
const setting = (draft: Draft): Made | undefined => {
  const { random } = draft;
  const table =
    draft.slot === undefined
      ? pickRole(draft, "table")
      : withRole(draft, "table").find(({ key }) => key === draft.slot?.on);
  if (table === undefined) return undefined;
  const index = draft.items.find((item): item is Item => item.role === "index" && item.on === table.key);
  const forms: Readonly<Record<string, string>> = {
    "replica full": `ALTER TABLE ${table.name} REPLICA IDENTITY FULL`,
    "replica nothing": `ALTER TABLE ${table.name} REPLICA IDENTITY NOTHING`,
    "row security": `ALTER TABLE ${table.name} ENABLE ROW LEVEL SECURITY`,
    "forced row security": `ALTER TABLE ${table.name} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`,
    cluster: `ALTER TABLE ${table.name} CLUSTER ON ${lastPart(index?.name ?? '"none"')}`,
    "replica index": `ALTER TABLE ${table.name} REPLICA IDENTITY USING INDEX ${lastPart(index?.name ?? '"none"')}`,
  };
  const form = random.pick(Object.keys(forms));
  return {
    name: table.name,
    on: table.key,
    key: `setting:${table.key} ${form.split(" ")[0]}`,
    sql: forms[form] ?? "",
    tag: `setting ${form}`,
  };
};

const schema = (draft: Draft): Made => {
  const name = firstPart(draft.named("schema"));
  return {
    name,
    key: `schema:${name}`,
    role: "schema",
    sql: `CREATE SCHEMA ${name}`,
    tag: "schema",
    phrase: `SCHEMA ${name}`,
    ownable: `SCHEMA ${name}`,
    grantable: [`SCHEMA ${name}`, ["USAGE", "CREATE"]],
  };
};

export const tableMakers: readonly Maker[] = [
  { name: "schema", rank: 0, weight: 0, make: schema },
  { name: "table", rank: 5, weight: 6, make: ordinary },
  { name: "typed", rank: 5, weight: 1, make: typed },
  { name: "partitioned", rank: 5, weight: 2, make: partitioned },
  { name: "partition", rank: 7, weight: 4, make: partition },
  { name: "heir", rank: 7, weight: 2, make: heir },
  { name: "setting", rank: 12, weight: 2, make: setting },
];
