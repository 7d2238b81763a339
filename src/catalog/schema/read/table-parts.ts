import type * as kinds from "../kinds/table-part.ts";
import type { Row } from "../../session.ts";
import { type ObjectId, objectId } from "../object-id.ts";
import { sortedBy } from "../../../kit/index.ts";
import { flagCell, optionalNumber, optionalText, textCell, textsCell, wordCell } from "./cells.ts";
import type { Reader } from "./reader.ts";
import { RELATION_KINDS, TABLES, userRelations } from "./relations.ts";
import { notOfExtension, roleName, USER_SCHEMA } from "./scope.ts";

export const FIRINGS = { O: "origin", D: "disabled", R: "replica", A: "always" } as const;

const RELATION = `r.nspname::text AS schema, r.relname::text AS "table", r.relkind::text AS "tableKind"`;
const RELATIONS = userRelations("'r', 'p', 'f', 'v', 'm'");

const tableOf = (row: Row): ObjectId =>
  objectId(wordCell(row, "tableKind", RELATION_KINDS), textCell(row, "schema"), textCell(row, "table"));

const idParts = (row: Row): readonly string[] => [
  textCell(row, "schema"),
  textCell(row, "table"),
  textCell(row, "name"),
];

export const triggers: Reader = {
  catalog: "pg_trigger",
  // Before 15 a trigger that a partition got from its parent counts as internal.
  sql: ({ serverVersion }) => `SELECT t.oid::text AS oid, ${RELATION}, t.tgname::text AS name,
    pg_get_triggerdef(t.oid) AS definition, t.tgenabled::text AS enabled, t.tgconstraint <> 0 AS "isConstraint",
    pn.nspname::text AS "parentSchema", pc.relname::text AS "parentTable", p.tgname::text AS "parentName"
    FROM ${RELATIONS} r JOIN pg_trigger t ON t.tgrelid = r.oid
    LEFT JOIN pg_trigger p ON p.oid = t.tgparentid LEFT JOIN pg_class pc ON pc.oid = p.tgrelid
    LEFT JOIN pg_namespace pn ON pn.oid = pc.relnamespace
    WHERE NOT t.tgisinternal ${serverVersion < 150_000 ? "OR p.oid IS NOT NULL" : ""}`,
  objectOf: (row, base): kinds.TriggerObject => ({
    ...base("trigger", idParts(row), tableOf(row)),
    definition: textCell(row, "definition"),
    enabled: wordCell(row, "enabled", FIRINGS),
    isConstraint: flagCell(row, "isConstraint"),
    clonedFrom: parentTrigger(row),
  }),
};

function parentTrigger(row: Row): ObjectId | null {
  const name = optionalText(row, "parentName");
  return name === null ? null : objectId("trigger", textCell(row, "parentSchema"), textCell(row, "parentTable"), name);
}

export const rules: Reader = {
  catalog: "pg_rewrite",
  sql: () => `SELECT w.oid::text AS oid, ${RELATION}, w.rulename::text AS name, pg_get_ruledef(w.oid) AS definition,
    w.ev_enabled::text AS enabled
    FROM ${RELATIONS} r JOIN pg_rewrite w ON w.ev_class = r.oid WHERE w.rulename <> '_RETURN'`,
  objectOf: (row, base): kinds.RuleObject => ({
    ...base("rule", idParts(row), tableOf(row)),
    definition: textCell(row, "definition"),
    enabled: wordCell(row, "enabled", FIRINGS),
  }),
};

const COMMANDS = { "*": "all", r: "select", a: "insert", w: "update", d: "delete" } as const;

export const policies: Reader = {
  catalog: "pg_policy",
  sql: () => `SELECT y.oid::text AS oid, ${RELATION}, y.polname::text AS name, y.polcmd::text AS command,
    y.polpermissive AS permissive, 0 = ANY (y.polroles) AS everybody,
    ARRAY(SELECT ${roleName("x.role")} FROM unnest(y.polroles) x (role) WHERE x.role <> 0) AS roles,
    pg_get_expr(y.polqual, y.polrelid) AS using, pg_get_expr(y.polwithcheck, y.polrelid) AS check
    FROM ${userRelations(TABLES)} r JOIN pg_policy y ON y.polrelid = r.oid`,
  objectOf: (row, base): kinds.PolicyObject => ({
    ...base("policy", idParts(row), tableOf(row)),
    command: wordCell(row, "command", COMMANDS),
    permissive: flagCell(row, "permissive"),
    roles: [...(flagCell(row, "everybody") ? [null] : []), ...sortedBy(textsCell(row, "roles"), (role) => role)],
    using: optionalText(row, "using"),
    check: optionalText(row, "check"),
  }),
};

export const statistics: Reader = {
  catalog: "pg_statistic_ext",
  sql: () => `SELECT s.oid::text AS oid, n.nspname::text AS schema, s.stxname::text AS name, ${roleName("s.stxowner")} AS owner,
    pg_get_statisticsobjdef(s.oid) AS definition, nullif(s.stxstattarget, -1)::int AS target, c.relname::text AS "table",
    cn.nspname::text AS "tableSchema", c.relkind::text AS "tableKind"
    FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace JOIN pg_class c ON c.oid = s.stxrelid
    JOIN pg_namespace cn ON cn.oid = c.relnamespace WHERE ${USER_SCHEMA} AND ${notOfExtension("pg_statistic_ext", "s.oid")}`,
  objectOf: (row, base): kinds.StatisticsObject => ({
    ...base("statistics", [textCell(row, "schema"), textCell(row, "name")]),
    definition: textCell(row, "definition"),
    table: objectId(wordCell(row, "tableKind", RELATION_KINDS), textCell(row, "tableSchema"), textCell(row, "table")),
    target: optionalNumber(row, "target"),
  }),
};
