import { isDefined } from "../../../kit/index.ts";
import { schemaOfDynamicRef } from "./dynamic.ts";
import { type Applicator, NO_MARKS, joinMarks } from "./visit.ts";

/** `$ref` and `$dynamicRef`; what resolves to nothing is unknown, and unknown accepts. */
export const referenced: Applicator = (_value, schema, visit) => {
  const targets = [
    schema.ref === undefined ? undefined : visit.scope.schemas.get(schema.ref)?.schema,
    schema.dynamicRef === undefined ? undefined : schemaOfDynamicRef(schema.dynamicRef, visit.scope.schemas),
  ];
  const seen = targets.filter(isDefined).map((target) => visit.here(target));
  return seen.every(isDefined) ? joinMarks(seen) : undefined;
};

export const every: Applicator = (_value, schema, visit) => {
  const seen = (schema.allOf ?? []).map((branch) => visit.here(branch));
  return seen.every(isDefined) ? joinMarks(seen) : undefined;
};

export const some: Applicator = (_value, schema, visit) => {
  if (schema.anyOf === undefined) return NO_MARKS;
  const seen = schema.anyOf.map((branch) => visit.here(branch)).filter(isDefined);
  return seen.length === 0 ? undefined : joinMarks(seen);
};

export const exactlyOne: Applicator = (_value, schema, visit) => {
  if (schema.oneOf === undefined) return NO_MARKS;
  const seen = schema.oneOf.map((branch) => visit.here(branch)).filter(isDefined);
  return seen.length === 1 ? seen[0] : undefined;
};

export const none: Applicator = (_value, schema, visit) =>
  schema.not !== undefined && visit.here(schema.not) !== undefined ? undefined : NO_MARKS;

export const conditional: Applicator = (_value, schema, visit) => {
  if (schema.if === undefined) return NO_MARKS;
  const condition = visit.here(schema.if);
  if (condition === undefined) return visit.here(schema.else ?? true);
  const consequence = visit.here(schema.then ?? true);
  return consequence === undefined ? undefined : joinMarks([condition, consequence]);
};
