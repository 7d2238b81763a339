import type { Finding } from "../../../kit/index.ts";
import type { SchemaObject } from "../../../openapi/index.ts";
import { reachable, requestSchemas, subschemas, type Plan } from "../../plan/index.ts";
import type { Schema } from "../../../openapi/index.ts";
import { closedPlan } from "../closed.ts";
import { needsBase } from "../reference.ts";
import { libraries } from "./libraries.ts";
import type { Gaps } from "./library.ts";
import { plain } from "./plain.ts";
import { strict, withStrictSchemas } from "./strict.ts";

/** Keywords of requests that the chosen library does not have: functions of ours check them. One finding for each schema. */
export function libraryFindings(plan: Plan): readonly Finding[] {
  const choice = plan.options.validator ?? "generated";
  if (choice === "generated") return [];
  const library = libraries[choice];
  const { model } = withStrictSchemas(closedPlan(plan));
  const sent = model.operations.flatMap(requestSchemas).map((schema) => strict(schema, model));
  const keys = [...reachable(model, sent)];
  const circles = keys.filter((key) => needsBase(model, key));
  const named = keys.filter((key) => !circles.includes(key)).flatMap((key) => model.schemas.get(key)?.schema ?? []);
  const found = new Map<string, Finding>();
  for (const schema of [...sent, ...named].flatMap(within)) {
    const keywords = wordsOf(library.gaps(plain(schema, plan), plan));
    if (keywords.length > 0) note(found, schema, { library: choice, keywords });
  }
  for (const key of circles) {
    const schema = model.schemas.get(key)?.schema;
    if (typeof schema === "object") note(found, schema, { library: choice, keywords: ["$ref"] });
  }
  return [...found.values()];
}

const wordsOf = ({ keywords, names }: Gaps): readonly string[] => [
  ...keywords,
  ...(names.length === 0 ? [] : ["properties"]),
];

function within(schema: Schema): readonly SchemaObject[] {
  return typeof schema === "boolean" ? [] : [schema, ...subschemas(schema).flatMap(within)];
}

function note(found: Map<string, Finding>, { place }: SchemaObject, evidence: Said): void {
  const { file, pointer } = place;
  const key = `${file}#${pointer}`;
  if (found.has(key)) return;
  found.set(key, {
    code: "keyword-left-to-own-check",
    severity: "info",
    subject: { kind: "schema", name: pointer, file },
    evidence: { library: evidence.library, keywords: evidence.keywords.join(", "), pointer },
  });
}

interface Said {
  readonly library: string;
  readonly keywords: readonly string[];
}
