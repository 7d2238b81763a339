import type { ApiModel, NamedSchema } from "../../model.ts";
import type { Schema, SchemaObject } from "../../schema.ts";
import type { SchemaDraft } from "../draft.ts";
import { anchorsOf, dependencies, entering, type Anchors, type DynamicScope } from "./anchors.ts";
import { withOperationSchemas } from "./operations.ts";
import { withSubschemas } from "./subschemas.ts";

// A document may be made so that every way doubles the schemas: what is above this keeps its `dynamicRef`.
const MOST_SCHEMAS = 1_000;

/**
 * The same model without `$dynamicRef`: where it means different things on different ways, the schemas on those ways
 * exist once for each meaning (`Page` beside `Page of User`), and refer to what is meant. Others stay as they are.
 *
 * Source: JSON Schema 2020-12 core, 8.2.3.2.
 * @example
 * const settled = withoutDynamicReferences(await readSpecification("api.yaml", (path) => files.readText(path)));
 */
export function withoutDynamicReferences(model: ApiModel): ApiModel {
  const anchors = anchorsOf(model.schemas);
  if (anchors.size === 0) return model;
  const work = startWork(model, anchors);
  for (const { key } of model.schemas.values()) meaning(work, key, NOWHERE);
  const outside = (schema: Schema): Schema => rewritten(work, schema, scopeOfPlace(work, schema));
  const operations = model.operations.map((operation) => withOperationSchemas(operation, outside));
  const webhooks = model.webhooks.map((operation) => withOperationSchemas(operation, outside));
  for (const job of work.open) work.schemas.set(job.key, rewriteNamed(work, job));
  return { ...model, operations, webhooks, schemas: work.schemas };
}

const NOWHERE: DynamicScope = new Map();

interface Work {
  readonly model: ApiModel;
  readonly anchors: Anchors;
  readonly dependsOn: (key: string) => ReadonlySet<string>;
  /** Key by what a schema is in a scope. */
  readonly made: Map<string, string>;
  readonly open: Job[];
  /** In the order of the document, those made for a way behind them. */
  readonly schemas: Map<string, NamedSchema>;
}

interface Job {
  readonly key: string;
  readonly source: NamedSchema;
  readonly scope: DynamicScope;
}

function startWork(model: ApiModel, anchors: Anchors): Work {
  const dependsOn = dependencies(model.schemas, anchors);
  return { model, anchors, dependsOn, made: new Map(), open: [], schemas: new Map(model.schemas) };
}

/** A schema outside of components begins in the resource of its file. */
const scopeOfPlace = ({ anchors }: Work, schema: Schema): DynamicScope =>
  typeof schema === "boolean" ? NOWHERE : entering(NOWHERE, schema.place.file, anchors);

/** The key of a schema as it is when one comes to it in that scope. */
function meaning(work: Work, key: string, scope: DynamicScope): string {
  const source = work.model.schemas.get(key);
  const wanted = work.dependsOn(key);
  if (source === undefined || wanted.size === 0) return key;
  const inside = narrowed(entering(scope, source.resource ?? "", work.anchors), wanted);
  const sign = JSON.stringify([key, ...inside]);
  const known = work.made.get(sign);
  if (known !== undefined || work.made.size >= MOST_SCHEMAS) return known ?? key;
  const alone = narrowed(entering(NOWHERE, source.resource ?? "", work.anchors), wanted);
  const other = [...inside].filter(([anchor, target]) => alone.get(anchor) !== target);
  const made = other.length === 0 ? key : freeKey(work, `${source.name} of ${namesOf(work, other)}`);
  work.made.set(sign, made);
  const named = { ...source, key: made, name: other.length === 0 ? source.name : made };
  work.schemas.set(made, named);
  work.open.push({ key: made, source: named, scope: inside });
  return made;
}

/** The part of a scope that matters, in a fixed order. */
function narrowed(scope: DynamicScope, wanted: ReadonlySet<string>): DynamicScope {
  return new Map(
    [...wanted].toSorted().flatMap((anchor) => {
      const target = scope.get(anchor);
      return target === undefined ? [] : [[anchor, target] as const];
    }),
  );
}

function namesOf({ model }: Work, bound: readonly (readonly [string, string])[]): string {
  return bound.map(([, target]) => nameOf(model, target)).join(" and ");
}

/** A schema that only leads on is called like what it leads to. */
function nameOf({ schemas }: ApiModel, key: string): string {
  const named = schemas.get(key);
  const ref = typeof named?.schema === "object" ? named.schema.ref : undefined;
  return (ref === undefined ? named : schemas.get(ref))?.name ?? key;
}

function freeKey({ schemas }: Work, wish: string): string {
  let key = wish;
  for (let number = 2; schemas.has(key); number += 1) key = `${wish} ${number}`;
  return key;
}

function rewriteNamed(work: Work, { source, scope }: Job): NamedSchema {
  return { ...source, schema: rewritten(work, source.schema, scope) };
}

function rewritten(work: Work, schema: Schema, outer: DynamicScope): Schema {
  if (typeof schema === "boolean") return schema;
  const scope = schema.id === undefined ? outer : entering(outer, schema.id, work.anchors);
  const copy = withSubschemas(schema, (inner) => rewritten(work, inner, scope));
  if (schema.ref !== undefined) copy.ref = meaning(work, schema.ref, scope);
  followDynamic(work, { schema, copy, scope });
  const { discriminator } = schema;
  if (discriminator === undefined) return copy;
  const mapping = new Map([...discriminator.mapping].map(([value, key]) => [value, meaning(work, key, scope)]));
  return { ...copy, discriminator: { ...discriminator, mapping } };
}

interface Rewriting {
  readonly schema: SchemaObject;
  readonly copy: SchemaDraft;
  readonly scope: DynamicScope;
}

function followDynamic(work: Work, { schema, copy, scope }: Rewriting): void {
  const { dynamicRef } = schema;
  if (dynamicRef === undefined || work.made.size >= MOST_SCHEMAS) return;
  const start = work.model.schemas.get(dynamicRef)?.schema;
  const anchor = typeof start === "object" ? start.dynamicAnchor : undefined;
  const target = (anchor === undefined ? undefined : scope.get(anchor)) ?? dynamicRef;
  delete copy.dynamicRef;
  const key = meaning(work, target, scope);
  if (copy.ref === undefined) copy.ref = key;
  else copy.allOf = [...(copy.allOf ?? []), { place: schema.place, ref: key }];
}
