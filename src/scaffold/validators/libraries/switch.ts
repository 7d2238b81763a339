import type { Schema, SchemaObject } from "../../../openapi/index.ts";
import type { Plan } from "../../plan/index.ts";
import type { Keyword } from "./keywords.ts";
import { dispatchOf, type Dispatch } from "../dispatch.ts";

/**
 * A schema whose alternatives a property tells apart, in the words of JSON Schema: one condition for each. Where the alternatives
 * exclude each other by themselves, the schema as it stands.
 */
export function withSwitch(said: SchemaObject, { model }: Plan): SchemaObject {
  const dispatch = dispatchOf(model, said);
  if (dispatch === undefined || (dispatch.isComplete && said.discriminator === undefined)) return said;
  const { place } = said;
  const { oneOf, anyOf, discriminator: _, ...rest } = said;
  const otherwise: SchemaObject = {
    place,
    ...(oneOf === undefined ? {} : { oneOf }),
    ...(anyOf === undefined ? {} : { anyOf }),
  };
  const own: SchemaObject = { place, types: ["object"], ...switched(dispatch, place, otherwise) };
  if (rest.types === undefined && rest.allOf === undefined) return { ...rest, ...own };
  return { ...rest, allOf: [...(rest.allOf ?? []), own] };
}

const CONSEQUENCE: readonly Keyword[] = ["then"];

/** Not spelled as a property of its name, which would look like that of a promise. */
const consequence = (branch: Schema): Partial<SchemaObject> =>
  Object.fromEntries(CONSEQUENCE.map((keyword) => [keyword, branch]));

function switched(
  { property, cases, isComplete }: Dispatch,
  place: SchemaObject["place"],
  otherwise: SchemaObject,
): Partial<SchemaObject> {
  const tagged = (values: readonly unknown[]): Schema => {
    const texts = values.filter((value) => typeof value === "string");
    return { place, properties: new Map([[property, { place, enum: texts }]]), required: [property] };
  };
  const conditions = cases.map(({ values, branch }): Schema => ({ place, if: tagged(values), ...consequence(branch) }));
  const all = tagged(cases.flatMap(({ values }) => values));
  const last: Schema = isComplete ? all : { place, if: all, else: otherwise };
  return { allOf: [last, ...conditions] };
}
