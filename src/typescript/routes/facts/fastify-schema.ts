import type { Machine } from "../machine/machine.ts";
import { jsonOf } from "../schemas/reading.ts";
import { readSchema } from "../schemas/read.ts";
import { propertyOf, textOf, truthOf, type Part, type Schema, type Value } from "../value.ts";
import type { SecurityFacts } from "./model.ts";
import { PART_NAMES } from "./validation.ts";

/** What a Fastify route's `schema` says. */
export interface FastifyFacts {
  readonly parts: ReadonlyMap<Part, Schema>;
  readonly answers: ReadonlyMap<string, Schema>;
  readonly statuses: readonly number[];
  /** What Fastify itself answers where a schema does not hold. */
  readonly refusal: number | undefined;
  readonly operationId: string | undefined;
  readonly summary: string | undefined;
  readonly description: string | undefined;
  readonly tags: readonly string[];
  readonly deprecated: boolean;
  readonly security: readonly SecurityFacts[] | undefined;
}

/** `{ schema: { body, querystring, params, headers, response: { 200: … }, tags, summary, security } }`. */
export function fastifyFacts(machine: Machine, options: Value | undefined): FastifyFacts {
  const schema = propertyOf(options, "schema");
  const parts = new Map<Part, Schema>();
  if (schema?.kind === "object")
    for (const [name, value] of schema.properties) {
      const part = PART_NAMES.get(name);
      if (part !== undefined) parts.set(part, readSchema(machine, value).schema);
    }
  const answers = answersOf(machine, propertyOf(schema, "response"));
  const tags = jsonOf(propertyOf(schema, "tags"));
  return {
    parts,
    answers,
    refusal: parts.size > 0 ? 400 : undefined,
    statuses: [...[...answers.keys()].map(Number).filter(Number.isInteger), ...(parts.size > 0 ? [400] : [])],
    operationId: textOf(propertyOf(schema, "operationId")),
    summary: textOf(propertyOf(schema, "summary")),
    description: textOf(propertyOf(schema, "description")),
    tags: Array.isArray(tags) ? tags.filter((one) => typeof one === "string") : [],
    deprecated: truthOf(propertyOf(schema, "deprecated")) ?? false,
    security: securityOf(propertyOf(schema, "security")),
  };
}

function answersOf(machine: Machine, response: Value | undefined): ReadonlyMap<string, Schema> {
  if (response?.kind !== "object") return new Map();
  return new Map([...response.properties].map(([status, value]) => [status, readSchema(machine, value).schema]));
}

function securityOf(value: Value | undefined): readonly SecurityFacts[] | undefined {
  if (value?.kind !== "array") return undefined;
  return value.items.flatMap((one) =>
    one.kind === "object"
      ? [...one.properties].map(([scheme, scopes]): SecurityFacts => {
          const list = jsonOf(scopes);
          return {
            scheme,
            scopes: Array.isArray(list) ? list.filter((text) => typeof text === "string") : [],
            isOptional: false,
            confidence: "declared",
          };
        })
      : [],
  );
}
