import { isJsonObject } from "../../../kit/index.ts";
import type { Schema, Value } from "../value.ts";
import { objectSchema, schemaOf, type Link, type Reader, type Reading } from "./reading.ts";

/** What a method of a chain makes of the schema before it. */
export type Change = (reading: Reading, link: Link, reader: Reader) => Reading;

/** The object that `z.object({…})` describes. */
export function shapeSchema(shape: Value | undefined, reader: Reader): Schema {
  if (shape?.kind !== "object") return { type: "object" };
  return objectSchema(new Map([...shape.properties].map(([name, one]) => [name, reader.read(one)])));
}

/** `extend`, `merge`: two objects as one. */
export const extend: Change = (reading, { args: [more] }, reader) => {
  const other = more?.kind === "object" ? shapeSchema(more, reader) : reader.read(more).schema;
  return { ...reading, schema: merged(reading.schema, other) };
};

/** Two objects as one; the later one wins. */
function merged(first: Schema, second: Schema): Schema {
  const [own, more] = [propertiesIn(first), propertiesIn(second)];
  const kept = requiredIn(first).filter((name) => !(name in more));
  const required = [...kept, ...requiredIn(second)];
  return schemaOf({
    ...first,
    ...second,
    properties: { ...own, ...more },
    required: required.length === 0 ? undefined : required,
  });
}

const propertiesIn = (schema: Schema): Schema => {
  const { properties } = schema;
  return isJsonObject(properties) ? properties : {};
};
const requiredIn = (schema: Schema): readonly string[] => {
  const { required } = schema;
  return Array.isArray(required) ? required.filter((one) => typeof one === "string") : [];
};

export const picked =
  (keeps: boolean): Change =>
  (reading, { args: [mask] }) => {
    const names = new Set(mask?.kind === "object" ? mask.properties.keys() : []);
    const fits = (name: string): boolean => names.has(name) === keeps;
    const properties = Object.fromEntries(Object.entries(propertiesIn(reading.schema)).filter(([name]) => fits(name)));
    const required = requiredIn(reading.schema).filter(fits);
    return {
      ...reading,
      schema: schemaOf({ ...reading.schema, properties, required: required.length === 0 ? undefined : required }),
    };
  };

export const partial: Change = (reading, { args: [mask] }) => {
  const names = mask?.kind === "object" ? new Set(mask.properties.keys()) : undefined;
  const required = names === undefined ? [] : requiredIn(reading.schema).filter((name) => !names.has(name));
  return {
    ...reading,
    schema: schemaOf({ ...reading.schema, required: required.length === 0 ? undefined : required }),
  };
};

export const complete: Change = (reading) => ({
  ...reading,
  schema: { ...reading.schema, required: Object.keys(propertiesIn(reading.schema)) },
});
