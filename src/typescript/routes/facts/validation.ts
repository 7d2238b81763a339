import type { Machine } from "../machine/machine.ts";
import { lastArgs } from "../frameworks/mounts.ts";
import { isSchemaValue } from "../schemas/read.ts";
import { isNothing, textOf, type ExternalValue, type Part, type Value } from "../value.ts";
import { pieceOf } from "./part.ts";

/** A schema that a part of the request is held against. */
export interface Validation {
  readonly part: Part;
  /** A field of the part; undefined: all of it. */
  readonly field?: string | undefined;
  readonly schema: Value;
}

const CHECKS =
  /^(?:parse|safeParse|parseAsync|safeParseAsync|validate|validateAsync|validateSync|attempt|assert|check|Check|Parse|Decode|Convert|is|isValid|decode|cast|validateBody)$/;

/** What a call checks: `schema.parse(req.body)`, `validate(req.body)` of ajv, `Value.Check(schema, req.body)`. */
export function validationOf(machine: Machine, target: ExternalValue): readonly Validation[] {
  const args = lastArgs(target);
  const before = target.steps.at(-2);
  const isMethod = before?.kind === "member" && CHECKS.test(before.name);
  if (isMethod && isSchemaValue(target)) {
    const schema = args.find(isSchemaValue) ?? { ...target, steps: target.steps.slice(0, -2) };
    return ofArguments(
      machine,
      schema,
      args.filter((one) => one !== schema),
    );
  }
  const compiled = compiledIn(target);
  return compiled === undefined ? [] : ofArguments(machine, compiled, args);
}

/** `ajv.compile(schema)` is called with what it checks. */
function compiledIn({ source, steps }: ExternalValue): Value | undefined {
  if (!/^(?:ajv(?:\/.*)?|@typeschema\/.*|fastest-validator)$/.test(source)) return undefined;
  const at = steps.findIndex((step) => step.kind === "member" && /^(?:compile|validate|compileAsync)$/.test(step.name));
  const step = steps[at + 1];
  return at < 0 || step === undefined || step.kind === "member" ? undefined : step.args[0];
}

function ofArguments(machine: Machine, schema: Value, args: readonly Value[]): readonly Validation[] {
  return args.flatMap((one) => {
    if (one.kind === "external") return ofPiece(one, schema);
    return one.kind === "object" ? ofParts(machine, one, schema) : [];
  });
}

function ofPiece(value: ExternalValue, schema: Value): readonly Validation[] {
  const piece = pieceOf(value);
  if (piece === undefined) {
    const isWhole = value.source === "@request" && value.steps.length === 0;
    return isWhole ? partsOf(schema) : dynamicPart(value, schema);
  }
  if (piece.part === "file" || piece.path.length > 1) return [];
  return [{ part: piece.part, field: piece.path[0], schema }];
}

/** `req[property]` where the property is not known: a body, since that is the default everywhere. */
function dynamicPart({ source, steps: [first] }: ExternalValue, schema: Value): readonly Validation[] {
  return source === "@request" && first?.kind === "member" && first.name === "*" ? [{ part: "body", schema }] : [];
}

/** `schema.parse({ body: req.body, query: req.query })`. */
function ofParts(machine: Machine, value: Value & { readonly kind: "object" }, schema: Value): readonly Validation[] {
  const given = [...value.properties].flatMap(([name, one]) =>
    one.kind === "external" && pieceOf(one) !== undefined ? [name] : [],
  );
  if (given.length === 0) return [];
  const shape = shapeOf(schema);
  if (shape === undefined) return fieldsOf(value, schema);
  return [...shape.properties].flatMap(([name, part]) => {
    const at = value.properties.get(name);
    const piece = at?.kind === "external" ? pieceOf(at) : undefined;
    if (piece === undefined || piece.part === "file" || isNothing(part)) return [];
    return [{ part: piece.part, field: piece.path[0], schema: part }];
  });
}

const fieldsOf = (value: Value & { readonly kind: "object" }, schema: Value): readonly Validation[] => {
  const parts = new Set(
    [...value.properties.values()].map((one) => (one.kind === "external" ? pieceOf(one)?.part : undefined)),
  );
  const [part] = parts;
  return parts.size === 1 && part !== undefined && part !== "file" ? [{ part, schema }] : [];
};

/** The properties that `z.object({…})` or `Joi.object().keys({…})` names. */
export function shapeOf(schema: Value): (Value & { readonly kind: "object" }) | undefined {
  if (schema.kind === "object") return schema;
  if (schema.kind !== "external") return undefined;
  for (const step of schema.steps) {
    const [shape] = step.kind === "member" ? [] : step.args;
    if (shape?.kind === "object") return shape;
  }
  return undefined;
}

export const PART_NAMES: ReadonlyMap<string, Part> = new Map<string, Part>([
  ["body", "body"],
  ["query", "query"],
  ["querystring", "query"],
  ["params", "path"],
  ["param", "path"],
  ["headers", "header"],
  ["header", "header"],
  ["cookies", "cookie"],
  ["signedCookies", "cookie"],
]);

/** `{ body: schema, params: schema }`, as an object or inside of a schema. Empty when its names are others. */
export function partsOf(schema: Value): readonly Validation[] {
  const shape = shapeOf(schema);
  if (shape === undefined || shape.properties.size === 0) return [];
  const given = [...shape.properties].filter(([, one]) => !isNothing(one));
  const parts = given.map(([name, one]) => ({ part: PART_NAMES.get(name), schema: one }));
  return parts.every(({ part }) => part !== undefined)
    ? parts.flatMap(({ part, schema: one }) => (part === undefined ? [] : [{ part, schema: one }]))
    : [];
}

/** What a maker of middleware was given: `validate(schema)`, `validate(schema, "query")`, `validate({ body: schema })`. */
export function validationsOfArguments(args: readonly Value[]): readonly Validation[] {
  const named = args.map((one) => PART_NAMES.get(textOf(one) ?? "")).find((one) => one !== undefined);
  return args.flatMap((one): readonly Validation[] => {
    const parts = partsOf(one);
    if (parts.length > 0) return parts;
    if (isSchemaValue(one) || one.kind === "class") return [{ part: named ?? "body", schema: one }];
    return [];
  });
}
