import { isDefined } from "../../kit/index.ts";
import type { Schema, SchemaObject } from "../index.ts";
import { schemaOfDynamicRef } from "./accept/index.ts";
import type { DrawContext } from "./context.ts";
import { branchesWithTag, tagsOfBase } from "./discriminator.ts";

/** One way to satisfy a schema: every schema object that has to hold at once, branches chosen, references followed. */
export interface Expansion {
  readonly conjuncts: readonly SchemaObject[];
  /** Keys of the references that were followed, outermost first. */
  readonly keys: readonly string[];
}

const EMPTY: Expansion = { conjuncts: [], keys: [] };

/** The ways to satisfy a schema, the document's first choice first. Lazy: there may be very many. */
export function expansionsOf(schema: Schema, context: DrawContext): Iterable<Expansion> {
  return expand([schema], EMPTY, context);
}

function* expand(pending: readonly Schema[], done: Expansion, context: DrawContext): Generator<Expansion> {
  const [next, ...rest] = pending;
  if (next === undefined) {
    yield done;
    return;
  }
  if (next === false || isCircle(next, done, context)) return;
  if (next === true || done.conjuncts.includes(next)) {
    yield* expand(rest, done, context);
    return;
  }
  const taken = withSchema(done, next);
  for (const more of choicesOf(next, taken, context)) yield* expand([...more, ...rest], taken, context);
}

function withSchema(done: Expansion, next: SchemaObject): Expansion {
  return {
    conjuncts: [...done.conjuncts, next],
    keys: next.ref === undefined ? done.keys : [...done.keys, next.ref],
  };
}

/** True where following the reference would go round once more than the context allows. */
function isCircle(next: Schema, done: Expansion, context: DrawContext): boolean {
  if (typeof next === "boolean" || next.ref === undefined || done.keys.includes(next.ref)) return false;
  return context.active.filter((key) => key === next.ref).length > context.reentries;
}

/** What a schema object adds, as alternatives of schemas that then all hold. */
function choicesOf(schema: SchemaObject, done: Expansion, context: DrawContext): Iterable<readonly Schema[]> {
  const certain = [
    schema.ref === undefined ? undefined : context.scope.schemas.get(schema.ref)?.schema,
    schema.dynamicRef === undefined ? undefined : schemaOfDynamicRef(schema.dynamicRef, context.scope.schemas),
    ...(schema.allOf ?? []),
    ...dependentsOf(schema),
  ].filter(isDefined);
  const open = [
    branchesWithTag(schema, schema.oneOf, context.scope),
    branchesWithTag(schema, schema.anyOf, context.scope),
    tagsOfBase(schema, done.keys),
    conditionsOf(schema),
  ];
  return combine(open.filter(isDefined), certain);
}

function* combine(
  open: readonly (readonly (readonly Schema[])[])[],
  chosen: readonly Schema[],
): Generator<readonly Schema[]> {
  const [first, ...rest] = open;
  if (first === undefined) yield chosen;
  else for (const branch of first) yield* combine(rest, [...chosen, ...branch]);
}

/** A required property always brings its dependent schema. */
function dependentsOf(schema: SchemaObject): readonly Schema[] {
  const due = [...(schema.dependentSchemas ?? [])].filter(([name]) => schema.required?.includes(name) === true);
  return due.map(([, dependent]) => dependent);
}

/** `if` with its consequence, or without both. */
function conditionsOf(schema: SchemaObject): readonly (readonly Schema[])[] | undefined {
  if (schema.if === undefined) return undefined;
  return [[schema.else ?? true], [schema.if, schema.then ?? true]];
}
