import type { RangeObject } from "../../catalog/schema/index.ts";
import type { Action } from "./action.ts";
import { suspended } from "./default-privileges.ts";
import type { Context, Kind } from "./kind.ts";
import { spellName } from "./spell.ts";

/** What its multirange type grants is a facet. */
export const range: Kind<RangeObject> = {
  kind: "range",
  compared: ({ subtype, operatorClass, collation, canonical, difference, multirange }) => ({
    subtype,
    operatorClass,
    collation,
    canonical,
    difference,
    multirange,
  }),
  create: createRange,
  drop: (object) => [{ sql: `DROP TYPE ${spellName(object)}` }],
  alter: () => "recreate",
  phrase: (object) => `TYPE ${spellName(object)}`,
  claims: (object) => [`type ${spellName(object)}`],
};

function createRange(object: RangeObject, context: Context): readonly Action[] {
  const { before, after } = suspended(object.schema ?? "", context, ["function"]);
  return [...before, { sql: `CREATE TYPE ${spellName(object)} AS RANGE (${parts(object).join(", ")})` }, ...after];
}

const parts = (object: RangeObject): readonly string[] => [
  `SUBTYPE = ${object.subtype}`,
  ...(object.operatorClass === null ? [] : [`SUBTYPE_OPCLASS = ${object.operatorClass}`]),
  ...(object.collation === null ? [] : [`COLLATION = ${object.collation}`]),
  ...(object.canonical === null ? [] : [`CANONICAL = ${object.canonical}`]),
  ...(object.difference === null ? [] : [`SUBTYPE_DIFF = ${object.difference}`]),
  ...(object.multirange === null
    ? []
    : [`MULTIRANGE_TYPE_NAME = ${spellName({ schema: object.schema, name: object.multirange })}`]),
];
