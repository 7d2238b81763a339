import { LIMITS } from "../limits.ts";
import type { Machine } from "../machine/machine.ts";
import { objectSchema, type Reading } from "../schemas/reading.ts";
import { isSchemaValue, readSchema } from "../schemas/read.ts";
import { schemaOfType } from "../types/schema.ts";
import type { Schema, Value } from "../value.ts";
import { pieceOf } from "./part.ts";

/** JSON Schema of what JSON.stringify makes of a value; `{}` where nobody knows. */
export function schemaOfValue(machine: Machine, value: Value | undefined, depth = 0): Schema {
  if (value === undefined || depth > LIMITS.schemaDepth) return {};
  switch (value.kind) {
    case "constant":
      return ofConstant(value.value);
    case "array":
      return {
        type: "array",
        items: value.items[0] === undefined ? {} : schemaOfValue(machine, value.items[0], depth + 1),
      };
    case "object":
      return ofObject(machine, value, depth);
    case "unknown":
      if (value.either !== undefined) return ofEither(machine, value.either, depth);
      return value.type === undefined ? checked(machine, value) : typedOr(machine, value);
    case "external":
      return ofExternal(machine, value, depth);
    case "class":
    case "function":
    case "native":
    case "pattern":
    case "router":
      return {};
    default:
      return {};
  }
}

/** What may be one text or another is a text. */
function ofEither(machine: Machine, values: readonly Value[], depth: number): Schema {
  const schemas = values.map((one) => schemaOfValue(machine, one, depth + 1));
  const [first = {}] = schemas;
  return schemas.every((one) => JSON.stringify(one) === JSON.stringify(first)) ? first : {};
}

function ofConstant(value: unknown): Schema {
  if (value === null) return { type: "null" };
  if (typeof value === "number") return { type: Number.isInteger(value) ? "integer" : "number" };
  return typeof value === "string" || typeof value === "boolean" ? { type: typeof value } : {};
}

function ofObject(machine: Machine, value: Value & { readonly kind: "object" }, depth: number): Schema {
  if (value.of !== undefined) return schemaOfType(machine, { node: value.of.node, scope: value.of.scope });
  const readings = [...value.properties]
    .filter(([, one]) => one.kind !== "function" && one.kind !== "native")
    .map(([name, one]): readonly [string, Reading] => [
      name,
      {
        schema: schemaOfValue(machine, one, depth + 1),
        isOptional: one.kind === "constant" && one.value === undefined,
      },
    ]);
  return objectSchema(new Map(readings));
}

function typedOr(machine: Machine, value: Value & { readonly kind: "unknown" }): Schema {
  const schema = schemaOfType(machine, value.type);
  return Object.keys(schema).length === 0 ? checked(machine, value) : schema;
}

/** What the checker knows, its definitions among ours. */
function checked(machine: Machine, { spot }: Value & { readonly kind: "unknown" }): Schema {
  const type = spot === undefined ? undefined : machine.checker?.schemaAt(spot);
  if (type === undefined) return {};
  for (const [name, schema] of Object.entries(type.definitions))
    if (!machine.components.has(name)) machine.components.set(name, { schema, node: schema });
  return type.schema;
}

const DATES =
  /^(?:toISOString|toString|toLowerCase|toUpperCase|trim|toFixed|toLocaleDateString|toDateString|randomUUID|sign|stringify)$/;

function ofExternal(machine: Machine, value: Value & { readonly kind: "external" }, depth: number): Schema {
  if (value.type !== undefined) return schemaOfType(machine, value.type, depth + 1);
  if (isSchemaValue(value)) return inferred(machine, value);
  const names = value.steps.flatMap((step) => (step.kind === "member" ? [step.name] : []));
  const last = names.at(-1) ?? "";
  if (value.source === "@global" && names[0] === "Date")
    return last === "now" ? { type: "integer" } : { type: "string", format: "date-time" };
  if (last === "toISOString") return { type: "string", format: "date-time" };
  if (last === "uptime" || last === "length") return { type: "number" };
  if (DATES.test(last)) return { type: "string" };
  const piece = pieceOf(value);
  return piece?.part === "path" && piece.path.length > 0 ? { type: "string" } : {};
}

/** `schema.parse(x)` gives what the schema says. */
function inferred(machine: Machine, value: Value & { readonly kind: "external" }): Schema {
  const before = value.steps.at(-2);
  const isCheck = before?.kind === "member" && /^(?:parse|parseAsync|attempt)$/.test(before.name);
  return isCheck ? readSchema(machine, { ...value, steps: value.steps.slice(0, -2) }).schema : {};
}
