import {
  withOperationSchemas,
  withSubschemas,
  type ApiModel,
  type Schema,
  type SchemaObject,
  type SubschemaKeyword,
} from "../../openapi/index.ts";
import { isFlagged, subschemas, type OperationPlan, type Plan } from "../plan/index.ts";

/**
 * The plan whose schemas do not demand what another schema of the same value says to be read-only, such as `required: [id]` beside
 * a base with a read-only `id`.
 */
export function excusedPlan(plan: Plan): Plan {
  const { model } = plan;
  const sent = plan.operations.map(({ operation }) => operation);
  const value = excuser({ ...model, operations: sent });
  if (value === undefined) return plan;
  const operationOf = (planned: OperationPlan): OperationPlan => ({
    ...planned,
    operation: withOperationSchemas(planned.operation, value),
  });
  const operations = plan.operations.map(operationOf);
  const groups = plan.groups.map((group) => ({ ...group, operations: group.operations.map(operationOf) }));
  const excused = { ...excusedModel(model, value), operations: operations.map(({ operation }) => operation) };
  return { ...plan, model: excused, operations, groups };
}

type Excuse = (schema: Schema) => Schema;

/** The named schemas with less demanded of them. */
const excusedModel = (model: ApiModel, value: Excuse): ApiModel => ({
  ...model,
  schemas: new Map([...model.schemas].map(([key, named]) => [key, { ...named, schema: value(named.schema) }])),
});

/** What takes such demands out of a schema of a whole value; undefined where nothing of the model is demanded and read-only. */
function excuser(model: ApiModel): Excuse | undefined {
  return isAnythingBoth(model) ? (schema) => within(schema, { model, hidden: NONE, depth: 0 }) : undefined;
}

/** By names alone: nearly every document has none, and is left as it is. */
function isAnythingBoth(model: ApiModel): boolean {
  const [readOnly, demanded] = [new Set<string>(), new Set<string>()];
  const open: Schema[] = [...model.schemas.values()].map(({ schema }) => schema);
  for (const operation of model.operations) withOperationSchemas(operation, (schema) => (open.push(schema), schema));
  for (let schema = open.pop(); schema !== undefined; schema = open.pop()) {
    if (typeof schema === "boolean") continue;
    const own = flaggedIn(model, schema);
    for (const name of own) readOnly.add(name);
    for (const name of schema.required ?? []) if (!own.has(name)) demanded.add(name);
    open.push(...subschemas(schema));
  }
  return [...demanded].some((name) => readOnly.has(name));
}

interface Within {
  readonly model: ApiModel;
  /** What the schemas around this one say to be read-only. */
  readonly hidden: ReadonlySet<string>;
  readonly depth: number;
}

const NONE: ReadonlySet<string> = new Set();
// References that go round end here; published documents nest bases five deep.
const DEEPEST = 12;
/** These describe the same value. */
const PLACES: ReadonlySet<SubschemaKeyword> = new Set(["allOf", "anyOf", "oneOf", "dependentSchemas", "then", "else"]);
/** What these say is only asked. */
const QUESTIONS: ReadonlySet<SubschemaKeyword> = new Set(["not", "if", "contains"]);

/** The same object where nothing of it changes. */
function within(schema: Schema, { model, hidden, depth }: Within): Schema {
  if (typeof schema === "boolean") return schema;
  const here = { model, hidden: new Set([...hidden, ...certain(model, schema)]), depth };
  let isOther = false;
  const copy = withSubschemas(schema, (inner, keyword) => {
    if (QUESTIONS.has(keyword)) return inner;
    const next = within(inner, PLACES.has(keyword) ? here : { model, hidden: NONE, depth });
    isOther ||= next !== inner;
    return next;
  });
  const own = flaggedIn(model, schema);
  const required = schema.required?.filter((name) => own.has(name) || !here.hidden.has(name));
  if (required?.length !== schema.required?.length) return unfolded({ ...copy, required: required ?? [] }, here);
  return unfolded(isOther ? copy : schema, here);
}

/** A reference to what demands too much becomes a copy that demands less. */
function unfolded(schema: SchemaObject, { model, hidden, depth }: Within): Schema {
  const target = schema.ref === undefined ? undefined : model.schemas.get(schema.ref)?.schema;
  if (target === undefined || depth >= DEEPEST || !demands(target, { model, hidden, depth })) return schema;
  const copy = within(target, { model, hidden, depth: depth + 1 });
  const { ref: _ref, place, ...rest } = schema;
  return Object.keys(rest).length === 0 ? copy : { ...rest, place, allOf: [...(schema.allOf ?? []), copy] };
}

/** True where a schema, wherever it speaks of the same value, demands a name that it does not itself call read-only. */
function demands(schema: Schema, { model, hidden, depth }: Within): boolean {
  if (typeof schema === "boolean" || depth > DEEPEST || hidden.size === 0) return false;
  const own = flaggedIn(model, schema);
  if (schema.required?.some((name) => hidden.has(name) && !own.has(name)) === true) return true;
  const target = schema.ref === undefined ? undefined : model.schemas.get(schema.ref)?.schema;
  const parts = [target ?? true, ...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  return parts.some((part) => demands(part, { model, hidden, depth: depth + 1 }));
}

/** What the schema, its references and its `allOf` say to be read-only. */
function certain(model: ApiModel, schema: Schema, depth = 0): readonly string[] {
  if (typeof schema === "boolean" || depth > DEEPEST) return [];
  const target = schema.ref === undefined ? undefined : model.schemas.get(schema.ref)?.schema;
  const parts = [target ?? true, ...(schema.allOf ?? [])];
  return [...flaggedIn(model, schema), ...parts.flatMap((part) => certain(model, part, depth + 1))];
}

function flaggedIn(model: ApiModel, { properties }: SchemaObject): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [name, property] of properties ?? []) if (isFlagged(model, property, "readOnly")) names.add(name);
  return names.size === 0 ? NONE : names;
}
