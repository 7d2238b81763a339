import { type Column, columnsOf, type Draft, type Item, type Made, type Maker, onOne, withRole } from "../item.ts";
import { quoted } from "../names.ts";

const isNumber = ({ type }: Column): boolean => /^(integer|bigint|smallint|numeric)/.test(type);
const isText = ({ type }: Column): boolean => /^(text|character)/.test(type);

const TIMES = ["", "", "", " DEFERRABLE", " DEFERRABLE INITIALLY DEFERRED"];

interface Part {
  readonly table: Item;
  readonly columns: readonly Column[];
  readonly name: string;
}

function partOf(draft: Draft, stem: string, most: number): Part | undefined {
  const table = onOne(draft, "table");
  if (table === undefined) return undefined;
  const all = columnsOf(draft, table);
  const columns = draft.random.some(all, 1, most);
  if (columns.length === 0) return undefined;
  return { table, columns, name: draft.bare(stem) };
}

const listOf = (columns: readonly Column[]): string => columns.map(({ name }) => name).join(", ");

const constraint = ({ table, name }: Part, text: string, tag: string): Made => ({
  name,
  key: `constraint:${table.key} ${name}`,
  on: table.key,
  role: "constraint",
  sql: `ALTER TABLE ${table.name} ADD CONSTRAINT ${name} ${text}`,
  tag,
  phrase: `CONSTRAINT ${name} ON ${table.name}`,
});

const key = (draft: Draft): Made | undefined => {
  const { random } = draft;
  const part = partOf(draft, "key", 2);
  if (part === undefined) return undefined;
  const isPrimary = random.chance(0.45);
  const wanted = part.table.columns?.some(({ name }) => name === '"id"') === true && random.chance(0.7);
  // A partitioned table's key holds its partition key.
  const bound = part.table.maker === "partitioned" ? (part.table.columns ?? []).slice(0, 1) : [];
  const columns = wanted ? [{ name: '"id"', type: "integer" }] : part.columns;
  const all = [...bound, ...columns.filter(({ name }) => !bound.some((one) => one.name === name))];
  const nulls = isPrimary ? "" : random.maybe(0.15, " NULLS NOT DISTINCT");
  const include = random.maybe(0.15, ` INCLUDE (${columnsOf(draft, part.table).at(-1)?.name})`);
  const options = random.maybe(0.15, " WITH (fillfactor = 80)");
  const time = random.pick(TIMES);
  const head = isPrimary ? "PRIMARY KEY" : `UNIQUE${nulls}`;
  const isUnnamed = random.chance(0.2);
  const text = `${head} (${listOf(all)})${include}${options}${time}`;
  const made = {
    ...constraint(
      part,
      text,
      `key ${isPrimary ? "primary" : "unique"}${nulls}${include === "" ? "" : " include"}${options === "" ? "" : " with"}${time}`,
    ),
    columns: all,
  };
  return isUnnamed ? { ...made, sql: `ALTER TABLE ${part.table.name} ADD ${text}` } : made;
};

function condition({ random, items }: Draft, columns: readonly Column[]): string {
  const column = random.pick(columns);
  const calc = items.find(({ facet }) => facet === "integer")?.name;
  if (isNumber(column))
    return random.pick([
      `${column.name} > -${random.below(3)}`,
      `${column.name} IN (1, 2, 3) OR ${column.name} > 0`,
      `${calc ?? "abs"}(${column.name}::integer) IS NOT NULL`,
    ]);
  if (isText(column))
    return random.pick([
      `length(${column.name}) < 100`,
      `${column.name} <> 'it''s'`,
      `${column.name} = ANY (ARRAY['a', 'b']) OR true`,
    ]);
  return `${column.name} IS NOT NULL OR true`;
}

const check = (draft: Draft): Made | undefined => {
  const part = partOf(draft, "check", 3);
  if (part === undefined) return undefined;
  const form = draft.random.pick(["", "", "", " NOT VALID", " NO INHERIT", " NOT ENFORCED"]);
  return constraint(part, `CHECK (${condition(draft, part.columns)})${form}`, `check${form}`);
};

const ACTIONS = [
  "",
  "",
  " ON DELETE CASCADE",
  " ON DELETE SET NULL",
  " ON UPDATE CASCADE ON DELETE RESTRICT",
  " ON DELETE SET DEFAULT",
];

const foreignKey = (draft: Draft): Made | undefined => {
  const { random } = draft;
  const part = partOf(draft, "fk", 1);
  const keys = withRole(draft, "constraint").filter(({ maker, columns }) => maker === "key" && columns !== undefined);
  if (part === undefined || keys.length === 0) return undefined;
  const target = random.pick(keys);
  const table = withRole(draft, "table").find(({ key: one }) => one === target.on);
  const wanted = target.columns ?? [];
  const all = columnsOf(draft, part.table);
  const own = wanted
    .map(({ type }) => all.find((column) => column.type === type && random.chance(0.8)) ?? all[0])
    .flatMap((one) => one ?? []);
  if (table === undefined || own.length !== wanted.length) return undefined;
  const action = random.pick(ACTIONS);
  const time = random.pick(TIMES);
  const match = random.maybe(0.1, " MATCH FULL");
  const valid = random.maybe(0.15, " NOT VALID");
  const isSelf = table.key === part.table.key;
  return constraint(
    part,
    `FOREIGN KEY (${listOf(own)}) REFERENCES ${table.name} (${listOf(wanted)})${match}${action}${time}${valid}`,
    `foreign key${match}${action}${time}${valid}${isSelf ? " self" : ""} ${table.maker}`,
  );
};

const exclusion = (draft: Draft): Made | undefined => {
  const { random } = draft;
  const part = partOf(draft, "excl", 1);
  const column = part?.columns[0];
  if (part === undefined || column === undefined) return undefined;
  const [method, operator] = /range/.test(column.type) ? ["gist", "&&"] : [random.pick(["btree", "gist", "hash"]), "="];
  const where = random.maybe(0.3, ` WHERE (${column.name} IS NOT NULL)`);
  return constraint(
    part,
    `EXCLUDE USING ${method} (${column.name} WITH ${operator})${where}${random.pick(TIMES)}`,
    `exclude ${method}${where === "" ? "" : " where"}`,
  );
};

const temporal = (draft: Draft): Made | undefined => {
  const part = partOf(draft, "during", 2);
  if (part === undefined) return undefined;
  const during = columnsOf(draft, part.table).find(({ type }) => /range/.test(type));
  const other = part.columns.find(({ name }) => name !== during?.name);
  if (during === undefined || other === undefined) return undefined;
  const head = draft.random.pick(["PRIMARY KEY", "UNIQUE"]);
  return constraint(part, `${head} (${other.name}, ${during.name} WITHOUT OVERLAPS)`, `temporal ${head}`);
};

const expressionOf = ({ random, items }: Draft, column: Column): string => {
  const calc = items.find(({ facet }) => facet === "integer")?.name ?? "abs";
  if (isText(column))
    return random.pick([`lower(${column.name})`, `(${column.name} || 'x')`, `length(${column.name})`]);
  if (isNumber(column)) return random.pick([`(${column.name} + 1)`, `${calc}(${column.name}::integer)`]);
  return `(${column.name} IS NULL)`;
};

const METHODS: Readonly<Record<string, (column: Column, draft: Draft) => string>> = {
  btree: ({ name }, { random }) => `${name}${random.pick(["", "", " DESC", " NULLS FIRST", " DESC NULLS LAST"])}`,
  hash: ({ name }) => name,
  brin: ({ name }) => name,
  gin: (column, { random }) =>
    `${column.name}${isText(column) ? " public.gin_trgm_ops" : column.type === "jsonb" ? random.pick(["", " jsonb_path_ops"]) : ""}`,
  gist: (column) =>
    `${column.name}${isText(column) ? " public.gist_trgm_ops" : column.type === "inet" ? " inet_ops" : ""}`,
  spgist: (column) => column.name,
  pattern: (column) => `${column.name}${isText(column) ? " text_pattern_ops" : ""}`,
  collated: (column) => `${column.name}${isText(column) ? ' COLLATE "C"' : ""}`,
  expression: (column, draft) => expressionOf(draft, column),
};

const OPTIONS: Readonly<Record<string, string>> = {
  btree: " WITH (fillfactor = 60)",
  hash: " WITH (fillfactor = 60)",
  brin: " WITH (pages_per_range = 64, autosummarize = true)",
  gin: " WITH (fastupdate = off)",
  gist: " WITH (buffering = on)",
};

const index = (draft: Draft): Made | undefined => {
  const { random } = draft;
  const table = onOne(draft, "table", "materialized-view");
  if (table === undefined) return undefined;
  const columns = random.some(columnsOf(draft, table), 1, 3);
  const [first] = columns;
  if (first === undefined) return undefined;
  const form = random.pick(["btree", "btree", ...Object.keys(METHODS)]);
  const method = ["pattern", "collated", "expression"].includes(form) ? "btree" : form;
  const isMany = method === "btree" || method === "brin";
  const parts = (isMany ? columns : [first]).map((column) => METHODS[form]?.(column, draft) ?? column.name);
  const name = draft.bare("ix");
  const unique = method === "btree" ? random.maybe(0.15, "UNIQUE ") : "";
  const include = method === "btree" ? random.maybe(0.15, ` INCLUDE (${columnsOf(draft, table).at(-1)?.name})`) : "";
  const nulls = unique === "" ? "" : random.maybe(0.3, " NULLS NOT DISTINCT");
  const options = random.chance(0.2) ? (OPTIONS[method] ?? "") : "";
  const where = random.maybe(0.2, ` WHERE ${first.name} IS NOT NULL`);
  const only = table.maker === "partitioned" ? random.maybe(0.25, "ONLY ") : "";
  const schema = /^"(?:[^"]|"")*"/.exec(table.name)?.[0] ?? quoted("public");
  const statistics =
    form === "expression" && random.chance(0.3)
      ? `; ALTER INDEX ${schema}.${name} ALTER COLUMN 1 SET STATISTICS 77`
      : "";
  return {
    name: `${schema}.${name}`,
    key: `index:${schema}.${name}`,
    on: table.key,
    role: "index",
    rank: table.role === "materialized-view" ? 12 : 10,
    sql: `CREATE ${unique}INDEX ${name} ON ${only}${table.name} USING ${method} (${parts.join(", ")})${include}${nulls}${options}${where}${statistics}`,
    tag: `index ${form} ${unique}${include === "" ? "" : "include "}${nulls}${options === "" ? "" : "with "}${where === "" ? "" : "partial "}${only}${table.role}`,
    phrase: `INDEX ${schema}.${name}`,
  };
};

const statistics = (draft: Draft): Made | undefined => {
  const { random } = draft;
  const table = onOne(draft, "table");
  if (table === undefined) return undefined;
  const columns = columnsOf(draft, table);
  if (columns.length < 2) return undefined;
  const name = draft.named("stats");
  const kinds = random.pick(["", " (ndistinct)", " (dependencies, mcv)"]);
  const parts = random.chance(0.3) ? [expressionOf(draft, random.pick(columns)).replace(/^(?!\()(.*)$/, "($1)")] : [];
  const target = random.maybe(0.3, `; ALTER STATISTICS ${name} SET STATISTICS 99`);
  return {
    name,
    on: table.key,
    sql: `CREATE STATISTICS ${name}${kinds} ON ${[...random.some(columns, 2, 3).map((one) => one.name), ...parts].join(", ")} FROM ${table.name}${target}`,
    tag: `statistics${kinds}${parts.length === 0 ? "" : " expression"}`,
    phrase: `STATISTICS ${name}`,
    ownable: `STATISTICS ${name}`,
  };
};

export const keyMakers: readonly Maker[] = [
  { name: "key", rank: 9, weight: 7, make: key },
  { name: "check", rank: 9, weight: 5, make: check },
  { name: "exclusion", rank: 9, weight: 2, make: exclusion },
  { name: "temporal", rank: 9, weight: 1, make: temporal },
  { name: "foreignKey", rank: 10, weight: 5, make: foreignKey },
  { name: "index", rank: 10, weight: 10, make: index },
  { name: "statistics", rank: 10, weight: 2, make: statistics },
];
