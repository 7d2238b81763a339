import { groupBy } from "../../../kit/index.ts";
import type { ApiModel, Operation } from "../../../openapi/index.ts";
import { isSafe } from "./choose.ts";
import { extractionFrom, pathParameters, templateOf, type PathParameter } from "./identifiers.ts";

/** Operations that one kind of user calls one after another. */
export interface OperationFlow {
  readonly name: string;
  readonly weight: number;
  readonly operations: readonly Operation[];
}

/** Reads are much more frequent than writes, as in most APIs. */
const WEIGHTS = { reads: 4, writes: 1 } as const;

/** Flows for each resource: one that reads, and one that creates, reads, changes and deletes what it has created. */
export function flowsOf(operations: readonly Operation[], model: ApiModel): readonly OperationFlow[] {
  const groups = [...groupBy(operations, resourceOf)];
  return groups.flatMap(([name, own]) => {
    const reads = own.filter(isSafe);
    const writes = own.some((operation) => !isSafe(operation)) ? writingFlow(own) : [];
    const flows = [
      { name: writes.length === 0 ? name : `${name}: read`, weight: WEIGHTS.reads, operations: inOrder(reads) },
      { name: `${name}: write`, weight: WEIGHTS.writes, operations: writes },
    ];
    const full = flows.filter((flow) => flow.operations.length > 0);
    return full.map((flow) => withSources(flow, operations.filter(isSafe), model));
  });
}

const resourceOf = ({ tags, path }: Operation): string =>
  tags[0] ?? path.split("/").find((part) => part !== "" && !part.startsWith("{")) ?? "/";

/** A DELETE needs something that this flow has created. */
function writingFlow(own: readonly Operation[]): readonly Operation[] {
  const created = new Set(own.filter(({ method }) => method === "POST").map(templateOf));
  const isCreated = (operation: Operation): boolean => {
    const last = pathParameters(operation).at(-1);
    return last !== undefined && created.has(last.collection);
  };
  const isUsed = (operation: Operation): boolean => {
    if (operation.method === "DELETE") return isCreated(operation);
    return !isSafe(operation) || isCreated(operation);
  };
  const used = own.filter(isUsed);
  return used.some((operation) => !isSafe(operation)) ? inOrder(used) : [];
}

/** DELETEs that no flow plays, because nothing that they could delete is created before. */
export function leftOut(operations: readonly Operation[], flows: readonly OperationFlow[]): readonly Operation[] {
  const played = new Set(flows.flatMap((flow) => flow.operations));
  return operations.filter((operation) => !played.has(operation));
}

const RANKS: Readonly<Record<string, number>> = { POST: 1, GET: 2, HEAD: 2, PUT: 4, PATCH: 4, DELETE: 6 };

/** List, create, read, change, delete; what lies deeper is made later and deleted sooner. */
function inOrder(operations: readonly Operation[]): readonly Operation[] {
  const rank = (operation: Operation): number => {
    const depth = pathParameters(operation).length;
    const own = RANKS[operation.method] ?? 5;
    if (operation.method === "DELETE") return own * 10 - depth;
    return (depth === 0 && own === 2 ? 0 : own) * 10 + depth;
  };
  return operations.toSorted((a, b) => rank(a) - rank(b));
}

/** The flow with operations before it that answer the values which its paths need. */
function withSources(flow: OperationFlow, all: readonly Operation[], model: ApiModel): OperationFlow {
  const before: Operation[] = [];
  for (const operation of flow.operations)
    for (const parameter of pathParameters(operation)) {
      const inside = [...before, ...flow.operations.slice(0, flow.operations.indexOf(operation))];
      if (inside.some((one) => extractionFrom(one, parameter, model) !== undefined)) continue;
      const source = sourceOf(parameter, all, model);
      if (source !== undefined && !flow.operations.includes(source)) before.push(source);
    }
  return { ...flow, operations: [...new Set([...before, ...flow.operations])] };
}

/** Preferably the list that the parameter picks from. */
function sourceOf(parameter: PathParameter, all: readonly Operation[], model: ApiModel): Operation | undefined {
  const usable = all.filter(
    (operation) => pathParameters(operation).length === 0 && extractionFrom(operation, parameter, model) !== undefined,
  );
  return usable.find((operation) => templateOf(operation) === parameter.collection) ?? usable[0];
}
