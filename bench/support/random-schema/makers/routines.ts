import { columnsOf, type Draft, type Made, type Maker, pickRole } from "../item.ts";
import { text } from "../names.ts";

const ATTRIBUTES = [
  "STRICT",
  "SECURITY DEFINER",
  "COST 5",
  "PARALLEL SAFE",
  "LEAKPROOF",
  "SET search_path TO public, pg_temp",
  "SET work_mem TO '8MB'",
];

const made = (name: string, signature: string, rest: Omit<Made, "name" | "sql"> & { readonly sql: string }): Made => ({
  ...rest,
  name,
  role: rest.role ?? "function",
  phrase: `FUNCTION ${name}(${signature})`,
  ownable: `FUNCTION ${name}(${signature})`,
  grantable: [`FUNCTION ${name}(${signature})`, ["EXECUTE"]],
});

/** Takes an integer and gives one, never looks at a table: for defaults, checks, indexes and generated columns. */
const pure = (draft: Draft): Made => {
  const { random } = draft;
  const name = draft.named("calc");
  const factor = random.below(4);
  const other = draft.items.find(({ facet, name: known }) => facet === "integer" && known !== name);
  const form = random.pick(["sql", "plpgsql", "body", "calls", "enum"]);
  const attributes = random.some(ATTRIBUTES, 0, 2).join(" ");
  const bodies: Readonly<Record<string, string>> = {
    sql: `LANGUAGE sql IMMUTABLE ${attributes} AS ${text(`SELECT $1 * ${factor}`)}`,
    plpgsql: `LANGUAGE plpgsql IMMUTABLE ${attributes} AS $body$ BEGIN RETURN a + ${factor}; -- it's
END $body$`,
    body: `LANGUAGE sql IMMUTABLE RETURN a + ${factor}`,
    calls: `LANGUAGE sql IMMUTABLE AS ${text(`SELECT ${other?.name ?? "abs"}($1) + ${factor}`)}`,
    enum: `LANGUAGE sql STABLE ROWS 1 AS ${text(`SELECT ${factor}`)}`,
  };
  const body = (bodies[form] ?? "").replace("STABLE ROWS 1", "IMMUTABLE");
  return made(name, "integer", {
    sql: `CREATE FUNCTION ${name}(a integer${random.maybe(0.2, " DEFAULT 3")}) RETURNS integer ${body}`,
    tag: `function pure ${form} ${attributes === "" ? "plain" : "attributes"}`,
    facet: "integer",
  });
};

/** Overloads and argument modes; no table. */
const shaped = (draft: Draft): Made => {
  const { random } = draft;
  const name = draft.named("calc");
  const type = pickRole(draft, "type")?.name ?? "text";
  const forms: Readonly<Record<string, readonly [signature: string, sql: string]>> = {
    "text overload": ["text", `(a text) RETURNS text LANGUAGE sql AS 'SELECT $1'`],
    "own type": [type, `(a ${type}) RETURNS ${type} LANGUAGE sql STABLE AS 'SELECT $1'`],
    "returns type": ["", `() RETURNS ${type} LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`],
    variadic: ["VARIADIC integer[]", `(VARIADIC a integer[]) RETURNS integer LANGUAGE sql AS 'SELECT $1[1]'`],
    out: ["integer", `(a integer, OUT b integer, OUT "C c" text) LANGUAGE sql AS 'SELECT 1, ''x'''`],
    table: ["integer", `(a integer) RETURNS TABLE (x integer, y text) LANGUAGE sql AS 'SELECT 1, ''x''' ROWS 7`],
    setof: ["", "() RETURNS SETOF integer LANGUAGE sql AS 'SELECT 1'"],
    defaults: ["integer, text", `(a integer, b text DEFAULT 'it''s') RETURNS text LANGUAGE sql AS 'SELECT $2'`],
    polymorphic: ["anyelement", `(a anyelement) RETURNS anyelement LANGUAGE sql AS 'SELECT $1'`],
  };
  const form = random.pick(Object.keys(forms));
  const [signature, rest] = forms[form] ?? ["", ""];
  return made(name, signature, {
    key: `shaped:${name}(${signature})`,
    sql: `CREATE FUNCTION ${name}${rest}`,
    tag: `function ${form}`,
    facet: form,
  });
};

const procedure = (draft: Draft): Made => {
  const { random } = draft;
  const name = draft.named("run");
  const body = random.chance(0.5)
    ? "LANGUAGE sql AS 'SELECT 1'"
    : `LANGUAGE plpgsql AS $$ BEGIN NULL; -- ${random.below(3)}
END $$`;
  return {
    name,
    sql: `CREATE PROCEDURE ${name}(a integer, INOUT b text) ${body}`,
    tag: `procedure ${body.slice(9, 13)}`,
    phrase: `PROCEDURE ${name}(integer, text)`,
    ownable: `PROCEDURE ${name}(integer, text)`,
    grantable: [`PROCEDURE ${name}(integer, text)`, ["EXECUTE"]],
  };
};

const aggregate = (draft: Draft): Made => {
  const { random } = draft;
  const name = draft.named("total");
  const own = draft.items.find(({ maker, facet }) => maker === "transition" && facet === "transition");
  const form = random.pick(own === undefined ? ["int8inc", "numeric"] : ["int8inc", "numeric", "own", "own"]);
  const forms: Readonly<Record<string, string>> = {
    int8inc: "(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0')",
    numeric: `(numeric) (SFUNC = numeric_add, STYPE = numeric, INITCOND = '${random.below(3)}', PARALLEL = SAFE)`,
    own: `(integer) (SFUNC = ${own?.name}, STYPE = integer, INITCOND = '0')`,
  };
  const signature = /^\([^)]*\)/.exec(forms[form] ?? "")?.[0] ?? "(*)";
  return {
    name,
    key: `aggregate:${name}${signature}`,
    sql: `CREATE AGGREGATE ${name}${forms[form]}`,
    tag: `aggregate ${form}`,
    phrase: `AGGREGATE ${name}${signature}`,
    ownable: `AGGREGATE ${name}${signature}`,
    grantable: [`FUNCTION ${name}${signature === "(*)" ? "()" : signature}`, ["EXECUTE"]],
  };
};

const transition = (draft: Draft): Made => {
  const name = draft.named("step");
  return made(name, "integer, integer", {
    sql: `CREATE FUNCTION ${name}(s integer, a integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1 + $2 * ${draft.random.below(3)}'`,
    tag: "function transition",
    facet: "transition",
  });
};

const triggerFunction = (draft: Draft): Made => {
  const name = draft.named("touch");
  return made(name, "", {
    role: "trigger-function",
    sql: `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RETURN coalesce(new, old); /* ${draft.random.below(3)} */ END $f$`,
    tag: "function trigger",
  });
};

/** Reads a table or view: comes after it. */
const reading = (draft: Draft): Made | undefined => {
  const { random } = draft;
  const relation = pickRole(draft, "table", "view", "materialized-view");
  if (relation === undefined) return undefined;
  const name = draft.named("read");
  const column = random.pick([...columnsOf(draft, relation), { name: "1", type: "integer" }]);
  const form = random.pick(["text", "atomic", "setof row", "plpgsql", "row argument"]);
  const select = `SELECT count(${column.name}) FROM ${relation.name}`;
  const forms: Readonly<Record<string, readonly [signature: string, sql: string]>> = {
    text: ["", `() RETURNS bigint LANGUAGE sql STABLE AS ${text(select)}`],
    atomic: ["", `() RETURNS bigint LANGUAGE sql STABLE BEGIN ATOMIC ${select}; END`],
    "setof row": [
      "",
      `() RETURNS SETOF ${relation.name} LANGUAGE sql STABLE AS ${text(`SELECT * FROM ${relation.name}`)}`,
    ],
    plpgsql: ["", `() RETURNS bigint LANGUAGE plpgsql AS $r$ BEGIN RETURN (${select}); END $r$`],
    "row argument": [relation.name, `(a ${relation.name}) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1'`],
  };
  const [signature, rest] = forms[form] ?? ["", ""];
  return made(name, signature, {
    key: `reading:${name}(${signature})`,
    sql: `CREATE FUNCTION ${name}${rest}`,
    tag: `function reads ${relation.role} ${form}`,
    facet: form === "row argument" || form === "setof row" ? form : "bigint",
  });
};

export const routineMakers: readonly Maker[] = [
  { name: "pure", rank: 4, weight: 5, make: pure },
  { name: "shaped", rank: 4, weight: 4, make: shaped },
  { name: "transition", rank: 4, weight: 1, make: transition },
  { name: "triggerFunction", rank: 4, weight: 2, make: triggerFunction },
  { name: "procedure", rank: 4, weight: 2, make: procedure },
  { name: "aggregate", rank: 5, weight: 2, make: aggregate },
  { name: "reading", rank: 11, weight: 5, make: reading },
];
