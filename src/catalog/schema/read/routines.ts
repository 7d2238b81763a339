import type { AggregateObject, RoutineObject } from "../kinds/routine.ts";
import { objectId, type ObjectId } from "../object-id.ts";
import type { Row } from "../../session.ts";
import { optionalText, textCell, textsCell, wordCell } from "./cells.ts";
import type { Circumstances, Reader } from "./reader.ts";
import { functionName, notOfExtension, roleName, USER_SCHEMA } from "./scope.ts";

const ARGUMENT_TYPES = `ARRAY(SELECT format_type(y.type, NULL) FROM unnest(p.proargtypes) WITH ORDINALITY y (type, at)
  ORDER BY y.at) AS "argumentTypes"`;

const FACTS = `p.oid::text AS oid, n.nspname::text AS schema, p.proname::text AS name, ${roleName("p.proowner")} AS owner,
  ${ARGUMENT_TYPES}, pg_get_function_arguments(p.oid) AS arguments,
  pg_get_function_identity_arguments(p.oid) AS "identityArguments", pg_get_function_result(p.oid) AS returns`;

const FROM = `FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace`;
const OURS = `${USER_SCHEMA} AND ${notOfExtension("pg_proc", "p.oid")}`;

/** The functions of a range type are part of it. */
const NOT_INTERNAL = `NOT EXISTS (SELECT FROM pg_depend i WHERE i.classid = 'pg_proc'::regclass AND i.objid = p.oid AND i.deptype = 'i')`;

const routineSql = ({ serverVersion }: Circumstances): string => `SELECT ${FACTS}, p.prokind::text AS kind,
  l.lanname::text AS language, pg_get_functiondef(p.oid) AS definition,
  ${serverVersion >= 140_000 ? "CASE WHEN p.prosqlbody IS NULL THEN p.prosrc END" : "p.prosrc"} AS body,
  tn.nspname::text AS "typeSchema", t.typname::text AS "typeName"
  ${FROM} JOIN pg_language l ON l.oid = p.prolang
  LEFT JOIN LATERAL (SELECT b.typname, b.typnamespace FROM pg_depend d JOIN pg_type b ON b.oid = d.objid AND b.typtype = 'b'
    WHERE d.refclassid = 'pg_proc'::regclass AND d.refobjid = p.oid AND d.classid = 'pg_type'::regclass
    ORDER BY b.oid LIMIT 1) t ON true
  LEFT JOIN pg_namespace tn ON tn.oid = t.typnamespace WHERE p.prokind <> 'a' AND ${OURS} AND ${NOT_INTERNAL}`;

const idParts = (row: Row): readonly string[] => [
  textCell(row, "schema"),
  textCell(row, "name"),
  ...textsCell(row, "argumentTypes"),
];

export const routines: Reader = {
  catalog: "pg_proc",
  sql: routineSql,
  objectOf: (row, base): RoutineObject => ({
    ...base("routine", idParts(row)),
    routineKind: wordCell(row, "kind", { f: "function", p: "procedure", w: "window" } as const),
    argumentTypes: textsCell(row, "argumentTypes"),
    arguments: textCell(row, "arguments"),
    identityArguments: textCell(row, "identityArguments"),
    returns: optionalText(row, "returns"),
    language: textCell(row, "language"),
    definition: textCell(row, "definition"),
    body: optionalText(row, "body"),
    serves: typeServed(row),
  }),
};

function typeServed(row: Row): ObjectId | null {
  const name = optionalText(row, "typeName");
  return name === null ? null : objectId("base-type", textCell(row, "typeSchema"), name);
}

/** Words of CREATE AGGREGATE, in its order, with the SQL of their values. */
const ATTRIBUTES: readonly (readonly [word: string, value: string])[] = [
  ["SFUNC", functionName("g.aggtransfn")],
  ["STYPE", "format_type(g.aggtranstype, NULL)"],
  ["SSPACE", "nullif(g.aggtransspace, 0)::text"],
  ["FINALFUNC", functionName("g.aggfinalfn")],
  ["FINALFUNC_EXTRA", "CASE WHEN g.aggfinalextra THEN '' END"],
  ["FINALFUNC_MODIFY", modify("g.aggfinalmodify")],
  ["COMBINEFUNC", functionName("g.aggcombinefn")],
  ["SERIALFUNC", functionName("g.aggserialfn")],
  ["DESERIALFUNC", functionName("g.aggdeserialfn")],
  ["INITCOND", "quote_literal(g.agginitval)"],
  ["MSFUNC", functionName("g.aggmtransfn")],
  ["MINVFUNC", functionName("g.aggminvtransfn")],
  ["MSTYPE", "CASE WHEN g.aggmtranstype <> 0 THEN format_type(g.aggmtranstype, NULL) END"],
  ["MSSPACE", "nullif(g.aggmtransspace, 0)::text"],
  ["MFINALFUNC", functionName("g.aggmfinalfn")],
  ["MFINALFUNC_EXTRA", "CASE WHEN g.aggmfinalextra THEN '' END"],
  ["MFINALFUNC_MODIFY", `CASE WHEN g.aggmtransfn::oid <> 0 THEN ${modify("g.aggmfinalmodify")} END`],
  ["MINITCOND", "quote_literal(g.aggminitval)"],
  [
    "SORTOP",
    `(SELECT 'OPERATOR(' || quote_ident(sn.nspname) || '.' || o.oprname || ')' FROM pg_operator o
    JOIN pg_namespace sn ON sn.oid = o.oprnamespace WHERE o.oid = g.aggsortop)`,
  ],
  ["PARALLEL", "CASE p.proparallel WHEN 's' THEN 'SAFE' WHEN 'r' THEN 'RESTRICTED' END"],
  ["HYPOTHETICAL", "CASE WHEN g.aggkind = 'h' THEN '' END"],
];

/** What the server assumes differs between ordinary and ordered-set aggregates. */
function modify(column: string): string {
  return `CASE WHEN ${column} <> CASE g.aggkind WHEN 'n' THEN 'r' ELSE 'w' END
    THEN CASE ${column} WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END END`;
}

const AGGREGATES = `SELECT ${FACTS}, g.aggkind::text AS kind,
  ${ATTRIBUTES.map(([word, value]) => `${value} AS "${word}"`).join(",\n  ")}
  ${FROM} JOIN pg_aggregate g ON g.aggfnoid = p.oid WHERE ${OURS}`;

export const aggregates: Reader = {
  catalog: "pg_proc",
  sql: () => AGGREGATES,
  objectOf: (row, base): AggregateObject => ({
    ...base("aggregate", idParts(row)),
    argumentTypes: textsCell(row, "argumentTypes"),
    arguments: textCell(row, "arguments"),
    identityArguments: textCell(row, "identityArguments"),
    returns: textCell(row, "returns"),
    attributes: ATTRIBUTES.flatMap(([name]) => {
      const value = optionalText(row, name);
      return value === null ? [] : [{ name, value }];
    }),
  }),
};
