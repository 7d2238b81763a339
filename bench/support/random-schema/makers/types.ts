import { type Draft, type Made, type Maker, pickRole } from "../item.ts";
import { text } from "../names.ts";

const LABELS = ["new", "open", "done", "it's", "Große", "a b", 'q"q', "x".repeat(63), ""];

const enumType = (draft: Draft): Made => {
  const { random } = draft;
  const labels = random.some(LABELS, 1, 6);
  const name = draft.named("mood");
  return {
    name,
    role: "type",
    sql: `CREATE TYPE ${name} AS ENUM (${labels.map(text).join(", ")})`,
    tag: `enum ${labels.length}`,
    facet: text(labels[0] ?? ""),
    ...typePhrases(name),
  };
};

const typePhrases = (name: string, words = "TYPE"): Pick<Made, "phrase" | "ownable" | "grantable"> => ({
  phrase: `${words} ${name}`,
  ownable: `${words} ${name}`,
  grantable: [`${words} ${name}`, ["USAGE"]],
});

const BASES: readonly (readonly [type: string, value: string, check: string])[] = [
  ["integer", "7", "VALUE > 0"],
  ["numeric(10,2)", "1.5", "VALUE < 1000"],
  ["text", "'abc'", "length(VALUE) < 100"],
  ["character varying(30)", "'abc'", "VALUE <> 'never'"],
  ["date", "'2020-01-01'", "VALUE > '1900-01-01'"],
  ["integer[]", "'{1}'", "array_length(VALUE, 1) < 9"],
];

const domain = (draft: Draft): Made => {
  const { random } = draft;
  const name = draft.named("price");
  const [type, value, check] = random.pick(BASES);
  const kind = random.pick(["plain", "default", "not null", "check", "both", "not valid", "collate", "two checks"]);
  const clauses: Readonly<Record<string, string>> = {
    default: `DEFAULT ${value}`,
    "not null": `DEFAULT ${value} NOT NULL`,
    check: `CHECK (${check})`,
    both: `DEFAULT ${value} CONSTRAINT "lim it" CHECK (${check})`,
    collate: type === "text" ? 'COLLATE "C"' : "",
    "two checks": `CONSTRAINT one CHECK (${check}) CONSTRAINT two CHECK (VALUE IS NOT NULL)`,
  };
  const later = kind === "not valid" ? `; ALTER DOMAIN ${name} ADD CONSTRAINT late CHECK (${check}) NOT VALID` : "";
  return {
    name,
    role: "type",
    sql: `CREATE DOMAIN ${name} AS ${type} ${clauses[kind] ?? ""}${later}`,
    tag: `domain ${type} ${kind}`,
    facet: value,
    ...typePhrases(name, "DOMAIN"),
    grantable: [`TYPE ${name}`, ["USAGE"]],
  };
};

const composite = (draft: Draft): Made => {
  const { random } = draft;
  const name = draft.named("pair");
  const inner = pickRole(draft, "type");
  const types = [
    "integer",
    "text",
    'text COLLATE "C"',
    "numeric(8,3)",
    "timestamptz",
    ...(inner === undefined ? [] : [inner.name]),
  ];
  const columns = random
    .some(['"a"', '"B b"', '"c"', '"select"'], 1, 3)
    .map((one) => ({ name: one, type: random.pick(types) }));
  const attributes = columns.map((column) => `${column.name} ${column.type}`);
  return {
    name,
    role: "type",
    sql: `CREATE TYPE ${name} AS (${attributes.join(", ")})`,
    tag: `composite ${attributes.length}`,
    columns,
    facet: "NULL",
    ...typePhrases(name),
  };
};

const range = (draft: Draft): Made => {
  const { random } = draft;
  const name = draft.named("span");
  const form = random.pick(["float8", "text", "time", "numeric", "collated"]);
  const parts: Readonly<Record<string, string>> = {
    float8: "SUBTYPE = double precision, SUBTYPE_DIFF = float8mi",
    text: "SUBTYPE = text",
    time: "SUBTYPE = time",
    numeric: "SUBTYPE = numeric, SUBTYPE_OPCLASS = numeric_ops",
    collated: 'SUBTYPE = text, COLLATION = "C"',
  };
  return {
    name,
    role: "type",
    sql: `CREATE TYPE ${name} AS RANGE (${parts[form]})`,
    tag: `range ${form}`,
    facet: "'empty'",
    ...typePhrases(name),
  };
};

const collation = (draft: Draft): Made => {
  const name = draft.named("sort");
  const form = draft.random.pick([
    'FROM "C"',
    'FROM "POSIX"',
    "(PROVIDER = icu, LOCALE = 'de')",
    "(PROVIDER = icu, LOCALE = 'und-u-ks-level2', DETERMINISTIC = false)",
    "(LC_COLLATE = 'C', LC_CTYPE = 'POSIX')",
  ]);
  return {
    name,
    role: "collation",
    sql: `CREATE COLLATION ${name} ${form}`,
    tag: `collation ${form}`,
    phrase: `COLLATION ${name}`,
    ownable: `COLLATION ${name}`,
  };
};

const sequence = (draft: Draft): Made => {
  const { random } = draft;
  const name = draft.named("seq");
  const options = [
    random.maybe(0.4, `AS ${random.pick(["smallint", "integer", "bigint"])}`),
    random.maybe(0.4, `INCREMENT BY ${random.pick([1, 5, -1])}`),
    random.maybe(0.3, "MINVALUE -100"),
    random.maybe(0.3, "MAXVALUE 30000"),
    random.maybe(0.3, `CACHE ${random.pick([1, 20])}`),
    random.maybe(0.3, "CYCLE"),
  ].filter((one) => one !== "");
  return {
    name,
    role: "sequence",
    sql: `CREATE ${random.maybe(0.1, "UNLOGGED ")}SEQUENCE ${name} ${options.join(" ")}`,
    tag: `sequence ${options.length}`,
    phrase: `SEQUENCE ${name}`,
    ownable: `SEQUENCE ${name}`,
    grantable: [`SEQUENCE ${name}`, ["USAGE", "SELECT", "UPDATE"]],
  };
};

export const typeMakers: readonly Maker[] = [
  { name: "collation", rank: 1, weight: 2, make: collation },
  { name: "enum", rank: 2, weight: 4, make: enumType },
  { name: "domain", rank: 2, weight: 4, make: domain },
  { name: "composite", rank: 2, weight: 2, make: composite },
  { name: "range", rank: 2, weight: 2, make: range },
  { name: "sequence", rank: 3, weight: 3, make: sequence },
];
