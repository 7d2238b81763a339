import type { Contract, ContractOperation } from "../contract/index.ts";
import type { Machine } from "../machine/machine.ts";
import { textOf } from "../value.ts";
import { isJsonArray, isJsonObject } from "../../../kit/index.ts";
import type { RouteFacts } from "./model.ts";
import { placeOf } from "./place.ts";

/** The operations of a contract as routes below its base path. */
export function contractRoutes(
  machine: Machine,
  contract: Contract | undefined,
  frameworks: readonly string[],
): readonly RouteFacts[] {
  if (contract === undefined) return [];
  const base = basePathIn(machine, contract);
  const [framework = "unknown"] = frameworks;
  return contract.operations.map((operation) => routeOf(machine, operation, { base, framework }));
}

function basePathIn(machine: Machine, { files }: Contract): string {
  const found = [...files]
    .map((path) => textOf(machine.modules.get(path)?.exports.get("basePath")?.()))
    .find((one) => one !== undefined);
  return found === undefined || found === "/" ? "" : found;
}

interface Around {
  readonly base: string;
  readonly framework: string;
}

function routeOf(machine: Machine, operation: ContractOperation, { base, framework }: Around): RouteFacts {
  const { method, path, object, module, node } = operation;
  const { operationId, summary, tags, deprecated } = object;
  return {
    method,
    path: `${base}${path}`,
    framework,
    place: placeOf(machine, { file: module.path, start: node.start }),
    operationId: typeof operationId === "string" ? operationId : undefined,
    summary: typeof summary === "string" ? summary : undefined,
    description: undefined,
    tags: isJsonArray(tags) ? tags.filter((one) => typeof one === "string") : [],
    deprecated: deprecated === true,
    parameters: [],
    body: isJsonObject(object["requestBody"]) ? bodyOf(object["requestBody"]) : undefined,
    responses: statusesOf(object["responses"]),
    security: [],
    unresolved: [],
    isAssumed: false,
    declared: object,
  };
}

const bodyOf = ({ required, content }: Readonly<Record<string, unknown>>): RouteFacts["body"] => ({
  required: required === true,
  content: Object.fromEntries(Object.keys(content ?? {}).map((type) => [type, {}])),
  confidence: "declared",
});

const statusesOf = (responses: unknown): RouteFacts["responses"] =>
  Object.keys(responses ?? {}).map((status) => ({
    status,
    description: undefined,
    contentType: undefined,
    schema: undefined,
    headers: [],
    confidence: "declared",
  }));
