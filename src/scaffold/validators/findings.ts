import type { Finding } from "../../kit/index.ts";
import type { Schema, SchemaObject } from "../../openapi/index.ts";
import { reachable, requestSchemas, subschemas, type Plan } from "../plan/index.ts";
import { libraryFindings } from "./libraries/index.ts";

/** What of request schemas the generated checks do not follow (`$dynamicRef` accepts everything), or a chosen library does not. */
export function validatorFindings(plan: Plan): readonly Finding[] {
  return [...unchecked(plan), ...libraryFindings(plan)];
}

function unchecked({ model }: Plan): readonly Finding[] {
  const sent = model.operations.flatMap(requestSchemas);
  const named = [...reachable(model, sent)].flatMap((key) => model.schemas.get(key)?.schema ?? []);
  return [...sent, ...named].flatMap(dynamicReferences).map(findingOf);
}

function dynamicReferences(schema: Schema): readonly SchemaObject[] {
  if (typeof schema === "boolean") return [];
  const inner = subschemas(schema).flatMap(dynamicReferences);
  return schema.dynamicRef === undefined ? inner : [schema, ...inner];
}

const findingOf = ({ place, dynamicRef }: SchemaObject): Finding => ({
  code: "dynamic-reference-unchecked",
  severity: "warning",
  subject: { kind: "schema", name: place.pointer, file: place.file },
  evidence: { ref: dynamicRef ?? "", pointer: place.pointer },
});
