import { linksOf, schemaOf, jsonOf, type Link } from "../schemas/reading.ts";
import { numberOf, propertyOf, textOf, type ExternalValue, type Part, type Schema, type Value } from "../value.ts";
import { PART_NAMES } from "./validation.ts";
import { isJsonArray } from "../../../kit/index.ts";

/** A rule for one field: `body("email").isEmail()`. */
export interface FieldRule {
  readonly part: Part;
  /** Dotted: `address.city`, `items.*.sku`. */
  readonly field: string;
  readonly schema: Schema;
  readonly isOptional: boolean;
  /** It looks in every part of the request. */
  readonly isAnywhere?: boolean;
}

/** `check("id")` means the path's parameter of that name; else the body, or the query where there is none. */
export function placedRules(
  rules: readonly FieldRule[],
  { method, parameters }: { readonly method: string; readonly parameters: readonly string[] },
): readonly FieldRule[] {
  const otherwise: Part = /^(?:GET|HEAD|DELETE)$/.test(method) ? "query" : "body";
  return rules.map((one) =>
    one.isAnywhere === true ? { ...one, part: parameters.includes(one.field) ? "path" : otherwise } : one,
  );
}

const PLACES: ReadonlyMap<string, Part> = new Map<string, Part>([
  ["body", "body"],
  ["check", "body"],
  ["query", "query"],
  ["param", "path"],
  ["header", "header"],
  ["cookie", "cookie"],
]);

const SIMPLE: ReadonlyMap<string, Schema> = new Map<string, Schema>([
  ["isString", { type: "string" }],
  ["isEmail", { type: "string", format: "email" }],
  ["isURL", { type: "string", format: "uri" }],
  ["isUUID", { type: "string", format: "uuid" }],
  ["isISO8601", { type: "string", format: "date-time" }],
  ["isDate", { type: "string", format: "date" }],
  ["isMongoId", { type: "string", pattern: "^[0-9a-fA-F]{24}$" }],
  ["isBoolean", { type: "boolean" }],
  ["isNumeric", { type: "number" }],
  ["isDecimal", { type: "number" }],
  ["isObject", { type: "object" }],
  ["isAlphanumeric", { type: "string", pattern: "^[0-9A-Za-z]+$" }],
  ["isIP", { type: "string", format: "ipv4" }],
  ["notEmpty", { minLength: 1 }],
]);

/** A chain of express-validator as a rule; empty for anything else of it. */
export function fieldOf(value: ExternalValue): readonly FieldRule[] {
  if (value.source !== "express-validator") return [];
  const [first, ...rest] = linksOf(value);
  const part = PLACES.get(first?.name ?? "");
  if (first?.name === "checkSchema") return tableRules(first.args);
  if (first === undefined || part === undefined) return [];
  const names = first.args[0]?.kind === "array" ? first.args[0].items.map(textOf) : [textOf(first.args[0])];
  const schema = rest.reduce(apply, {});
  const isOptional = rest.some(({ name }) => name === "optional");
  return names.flatMap((field) =>
    field === undefined
      ? []
      : [
          {
            part,
            field,
            schema: "type" in schema ? schema : textual(schema),
            isOptional,
            isAnywhere: first.name === "check",
          },
        ],
  );
}

/** `checkSchema({ email: { in: ["body"], isEmail: true } }, ["query"])`. */
function tableRules([table, places]: readonly Value[]): readonly FieldRule[] {
  if (table?.kind !== "object") return [];
  return [...table.properties].flatMap(([field, rules]): readonly FieldRule[] => {
    if (rules.kind !== "object") return [];
    const place = rules.properties.get("in") ?? places;
    const name = textOf(place?.kind === "array" ? place.items[0] : place) ?? "body";
    const part = PART_NAMES.get(name);
    const schema = [...rules.properties].map(linkOf).reduce(apply, {});
    const isOptional = rules.properties.has("optional");
    const said = "type" in schema ? schema : textual(schema);
    return part === undefined ? [] : [{ part, field, schema: said, isOptional, isAnywhere: place === undefined }];
  });
}

/** `isInt: { options: { min: 1 } }`, `isIn: { options: [["a", "b"]] }`. */
function linkOf([name, rule]: readonly [string, Value]): Link {
  const options = propertyOf(rule, "options");
  const isOff = rule.kind === "constant" && rule.value !== true;
  return {
    name: isOff ? "" : name,
    args: options?.kind === "array" ? options.items : options === undefined ? [] : [options],
  };
}

const textual = (schema: Schema): Schema => (Object.keys(schema).length === 0 ? {} : { type: "string", ...schema });

function apply(schema: Schema, { name, args: [first] }: Link): Schema {
  const simple = SIMPLE.get(name);
  if (simple !== undefined) return { ...schema, ...simple };
  const [min, max] = [numberOf(propertyOf(first, "min")), numberOf(propertyOf(first, "max"))];
  if (name === "isInt") return schemaOf({ ...schema, type: "integer", minimum: min, maximum: max });
  if (name === "isFloat") return schemaOf({ ...schema, type: "number", minimum: min, maximum: max });
  if (name === "isLength") return schemaOf({ ...schema, type: "string", minLength: min, maxLength: max });
  if (name === "isArray") return schemaOf({ ...schema, type: "array", minItems: min, maxItems: max });
  if (name === "matches" && first?.kind === "pattern") return { ...schema, type: "string", pattern: first.source };
  const values = name === "isIn" ? jsonOf(first) : undefined;
  return isJsonArray(values) ? { ...schema, enum: values } : schema;
}
