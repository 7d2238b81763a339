import { type Column, columnsOf, type Draft, type Item, type Made, type Maker, pickRole } from "../item.ts";

const viewPhrases = (name: string, words: string): Pick<Made, "phrase" | "ownable" | "grantable"> => ({
  phrase: `${words} ${name}`,
  ownable: `${words} ${name}`,
  grantable: [`TABLE ${name}`, ["SELECT", "INSERT", "UPDATE"]],
});

interface Query {
  readonly sql: string;
  readonly columns: readonly Column[];
  readonly form: string;
}

function queryOf(draft: Draft): Query | undefined {
  const { random, slot } = draft;
  const sources = draft.items.filter(
    ({ key, role }) => key !== slot?.key && (role === "table" || role === "view" || role === "materialized-view"),
  );
  if (sources.length === 0) return undefined;
  const [one, other] = [random.pick(sources), random.pick(sources)];
  const columns = random.some(columnsOf(draft, one), 1, 4);
  if (columns.length === 0)
    return {
      sql: `SELECT 1 AS "one" FROM ${one.name}`,
      columns: [{ name: '"one"', type: "integer" }],
      form: "constant",
    };
  const list = columns.map(({ name }) => `a.${name}`).join(", ");
  const [first] = columns;
  const reader = draft.items.find(({ facet, key }) => facet === "bigint" && key !== slot?.key)?.name;
  const calc = draft.items.find(({ facet, role }) => facet === "integer" && role === "function")?.name;
  const forms: Readonly<Record<string, string>> = {
    plain: `SELECT ${list} FROM ${one.name} a`,
    where: `SELECT ${list} FROM ${one.name} a WHERE a.${first?.name} IS NOT NULL`,
    star: `SELECT a.* FROM ${one.name} a`,
    join: `SELECT ${list} FROM ${one.name} a, ${other.name} b`,
    "left join": `SELECT ${list} FROM ${one.name} a LEFT JOIN LATERAL (SELECT 1 AS q FROM ${other.name}) b ON b.q = 1`,
    union: `SELECT ${list} FROM ${one.name} a UNION ALL SELECT ${list} FROM ${one.name} a`,
    exists: `SELECT ${list} FROM ${one.name} a WHERE EXISTS (SELECT FROM ${other.name})`,
    cte: `WITH w AS (SELECT ${list} FROM ${one.name} a) SELECT * FROM w`,
    reads: `SELECT ${list} FROM ${one.name} a WHERE ${reader === undefined ? "true" : `${reader}() >= 0`}`,
    calls: `SELECT ${list}, ${calc ?? "abs"}(1) AS called FROM ${one.name} a`,
    "whole row": `SELECT ${list}, a AS "row" FROM ${one.name} a`,
    recursive: `WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 3) SELECT ${list}, r.n FROM ${one.name} a, r`,
    window: `SELECT ${list}, row_number() OVER (ORDER BY a.${first?.name}) AS n FROM ${one.name} a`,
    group: `SELECT a.${first?.name}, count(*) AS n FROM ${one.name} a GROUP BY a.${first?.name}`,
  };
  const form = random.pick(Object.keys(forms));
  const given = form === "star" ? columnsOf(draft, one) : form === "group" ? columns.slice(0, 1) : columns;
  return { sql: forms[form] ?? "", columns: given, form: `${form} ${one.role}` };
}

const VIEW_OPTIONS = ["security_barrier", "security_invoker = true", "check_option = local", "check_option = cascaded"];

const view = (draft: Draft): Made | undefined => {
  const query = queryOf(draft);
  if (query === undefined) return undefined;
  const name = draft.named("v");
  const option = draft.random.chance(0.25) ? draft.random.pick(VIEW_OPTIONS) : undefined;
  return {
    name,
    role: "view",
    sql: `CREATE VIEW ${name}${option === undefined ? "" : ` WITH (${option})`} AS ${query.sql}`,
    tag: `view ${query.form}${option === undefined ? "" : ` ${option}`}`,
    columns: query.columns,
    ...viewPhrases(name, "VIEW"),
  };
};

const materializedView = (draft: Draft): Made | undefined => {
  const query = queryOf(draft);
  if (query === undefined) return undefined;
  const name = draft.named("mv");
  const options = draft.random.maybe(0.2, " WITH (fillfactor = 70)");
  return {
    name,
    role: "materialized-view",
    sql: `CREATE MATERIALIZED VIEW ${name}${options} AS ${query.sql}${draft.random.maybe(0.4, " WITH NO DATA")}`,
    tag: `materialized ${query.form}${options}`,
    columns: query.columns,
    ...viewPhrases(name, "MATERIALIZED VIEW"),
  };
};

const viewDefault = (draft: Draft): Made | undefined => {
  const item = pickRole(draft, "view");
  const column = item?.columns?.[0];
  if (item === undefined || column === undefined || draft.slot !== undefined) return undefined;
  return {
    name: item.name,
    key: `viewDefault:${item.key}`,
    sql: `ALTER VIEW ${item.name} ALTER COLUMN ${column.name} SET DEFAULT NULL`,
    tag: "view default",
  };
};

const targetOf = (draft: Draft): Item | undefined => {
  const fitting = draft.items.filter(({ role }) => role === "table" || role === "view");
  if (draft.slot?.on !== undefined) return fitting.find(({ key }) => key === draft.slot?.on);
  return fitting.length === 0 ? undefined : draft.random.pick(fitting);
};

const FIRINGS = ["DISABLE", "ENABLE REPLICA", "ENABLE ALWAYS"];

const trigger = (draft: Draft): Made | undefined => {
  const { random } = draft;
  const table = targetOf(draft);
  const procedure = pickRole(draft, "trigger-function");
  if (table === undefined || procedure === undefined) return undefined;
  const name = draft.bare("tr");
  const column = columnsOf(draft, table)[0]?.name;
  const forms: Readonly<Record<string, string>> = {
    "before row": `TRIGGER ${name} BEFORE INSERT OR UPDATE ON ${table.name} FOR EACH ROW`,
    "after row": `TRIGGER ${name} AFTER DELETE ON ${table.name} FOR EACH ROW`,
    "after statement": `TRIGGER ${name} AFTER TRUNCATE ON ${table.name} FOR EACH STATEMENT`,
    transition: `TRIGGER ${name} AFTER INSERT ON ${table.name} REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT`,
    "update of": `TRIGGER ${name} AFTER UPDATE OF ${column} ON ${table.name} FOR EACH ROW`,
    when: `TRIGGER ${name} AFTER UPDATE ON ${table.name} FOR EACH ROW WHEN (old.${column} IS DISTINCT FROM new.${column})`,
    constraint: `CONSTRAINT TRIGGER ${name} AFTER INSERT ON ${table.name} DEFERRABLE INITIALLY DEFERRED FOR EACH ROW`,
    instead: `TRIGGER ${name} INSTEAD OF INSERT ON ${table.name} FOR EACH ROW`,
  };
  const form = table.role === "view" ? "instead" : random.pick(Object.keys(forms).filter((one) => one !== "instead"));
  const firing = table.role === "table" && random.chance(0.25) ? random.pick(FIRINGS) : undefined;
  const children = draft.items.filter(({ on, role }) => on === table.key && role === "table");
  const child = children.length > 0 && random.chance(0.4) ? random.pick(children) : undefined;
  const later = firing === undefined ? "" : `; ALTER TABLE ${child?.name ?? table.name} ${firing} TRIGGER ${name}`;
  return {
    name,
    key: `trigger:${table.key} ${name}`,
    on: table.key,
    role: "trigger",
    sql: `CREATE ${forms[form]} EXECUTE FUNCTION ${procedure.name}('a', 'it''s')${later}`,
    tag: `trigger ${form} ${table.maker}${firing === undefined ? "" : ` ${firing}${child === undefined ? "" : " of part"}`}`,
    phrase: `TRIGGER ${name} ON ${table.name}`,
  };
};

const rule = (draft: Draft): Made | undefined => {
  const { random } = draft;
  const table = targetOf(draft);
  if (table === undefined) return undefined;
  const name = draft.bare("rule");
  const other = pickRole(draft, "table") ?? table;
  const event = random.pick(["INSERT", "UPDATE", "DELETE"]);
  const action = random.pick(["INSTEAD NOTHING", `ALSO DELETE FROM ${other.name}`, "ALSO NOTHING"]);
  const later = table.role === "table" ? random.maybe(0.2, `; ALTER TABLE ${table.name} DISABLE RULE ${name}`) : "";
  return {
    name,
    key: `rule:${table.key} ${name}`,
    on: table.key,
    role: "rule",
    sql: `CREATE RULE ${name} AS ON ${event} TO ${table.name} DO ${action}${later}`,
    tag: `rule ${event} ${action.slice(0, 11)} ${table.role}${later === "" ? "" : " disabled"}`,
    phrase: `RULE ${name} ON ${table.name}`,
  };
};

const policy = (draft: Draft): Made | undefined => {
  const { random } = draft;
  const table =
    draft.slot === undefined ? pickRole(draft, "table") : draft.items.find(({ key }) => key === draft.slot?.on);
  if (table === undefined) return undefined;
  const name = draft.bare("policy");
  const command = random.pick(["ALL", "SELECT", "INSERT", "UPDATE", "DELETE"]);
  const other = pickRole(draft, "table") ?? table;
  const calc = draft.items.find(({ facet, role }) => facet === "integer" && role === "function")?.name ?? "abs";
  const condition = random.pick([
    "true",
    "current_user = 'x'",
    `EXISTS (SELECT FROM ${other.name})`,
    `${calc}(1) = 1`,
    `${columnsOf(draft, table)[0]?.name ?? "1"} IS NOT NULL`,
  ]);
  const using = command === "INSERT" ? "" : ` USING (${condition})`;
  const check =
    command === "INSERT" || (command !== "SELECT" && command !== "DELETE" && random.chance(0.5))
      ? ` WITH CHECK (${condition})`
      : "";
  const roles = random.pick(["", " TO bw_reader", " TO bw_reader, bw_owner"]);
  const kind = random.maybe(0.3, " AS RESTRICTIVE");
  return {
    name,
    key: `policy:${table.key} ${name}`,
    on: table.key,
    role: "policy",
    sql: `CREATE POLICY ${name} ON ${table.name}${kind} FOR ${command}${roles}${using}${check}`,
    tag: `policy ${command}${kind}${roles}${check === "" ? "" : " check"}`,
    phrase: `POLICY ${name} ON ${table.name}`,
  };
};

export const viewMakers: readonly Maker[] = [
  { name: "view", rank: 11, weight: 9, make: view },
  { name: "materializedView", rank: 11, weight: 3, make: materializedView },
  { name: "viewDefault", rank: 12, weight: 1, make: viewDefault },
  { name: "trigger", rank: 12, weight: 5, make: trigger },
  { name: "rule", rank: 12, weight: 2, make: rule },
  { name: "policy", rank: 12, weight: 3, make: policy },
];
