import type { ApiModel, Operation, Schema } from "../../openapi/index.ts";
import { isIdentifier, type NameScope } from "../../typescript/index.ts";
import { reachable, twoSided, type Side } from "./sides.ts";

/** Names of the types of a named schema. */
export interface SchemaNames {
  readonly key: string;
  readonly output: string;
  /** The same as `output` unless the sides differ and a request carries the schema. */
  readonly input: string;
  /** Name of the function that checks it, and of the one that fills in defaults. */
  readonly check: string;
  readonly settle: string;
}

/** Type names of all schemas, in the order of the document. */
export function schemaNames(model: ApiModel, scope: NameScope): ReadonlyMap<string, SchemaNames> {
  const differing = twoSided(model);
  const sent = reachable(model, model.operations.flatMap(requestSchemas));
  const names = new Map<string, SchemaNames>();
  for (const [key, { name }] of model.schemas) {
    const output = scope.take(typeName(name));
    const input = differing.has(key) && sent.has(key) ? scope.take(`${output}Input`) : output;
    names.set(key, { key, output, input, check: `check${output}`, settle: `settle${output}` });
  }
  return names;
}

export const nameOn = (names: SchemaNames, side: Side): string => names[side];

/** Every schema that a request of the operation carries. */
export function requestSchemas(operation: Operation): readonly Schema[] {
  const bodies = operation.body?.content.map((media) => media.schema ?? true) ?? [];
  return [...operation.parameters.map((parameter) => parameter.schema), ...bodies];
}

/**
 * A document's name as the name of a type: itself where it can be, else its words run together.
 *
 * @example
 * typeName("io.k8s.api.Pod"); // "IoK8sApiPod"
 */
export function typeName(name: string): string {
  const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
  if (isIdentifier(name)) return capital(name);
  const words = name.split(/[^\p{ID_Continue}$]+/u).filter((word) => word !== "");
  return words.length === 0 ? "Schema" : words.map(capital).join("");
}
