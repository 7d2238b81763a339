import type { PathSegment } from "../model.ts";
import { identifierOf } from "./identifier.ts";
import { madeName } from "./made-name.ts";
import { pascal } from "./pascal.ts";

/** What is needed to name an operation; its `id` is written. */
export interface Nameable {
  readonly operationId: string | undefined;
  readonly method: string;
  readonly path: string;
  readonly segments: readonly PathSegment[];
  id: string;
}

/** An operationId that another operation has already. */
export interface NamingRemark<Operation> {
  readonly operation: Operation;
  readonly wanted: string;
  readonly given: string;
}

/**
 * Gives every operation an id that is unique and a valid identifier. Given operationIds come first, in the order of the
 * document, so that a made name never takes the name of another operation.
 */
export function nameOperations<Operation extends Nameable>(
  operations: readonly Operation[],
): readonly NamingRemark<Operation>[] {
  const taken: Taken = { names: new Set(), lastNumbers: new Map() };
  const remarks: NamingRemark<Operation>[] = [];
  for (const operation of operations) {
    const wanted = operation.operationId === undefined ? undefined : identifierOf(operation.operationId);
    if (wanted === undefined) continue;
    operation.id = take(taken, [wanted]);
    if (operation.id !== wanted)
      remarks.push({ operation, wanted: operation.operationId ?? wanted, given: operation.id });
  }
  const patched = new Set(operations.flatMap(({ method, path }) => (method === "PATCH" ? [path] : [])));
  for (const operation of operations)
    if (operation.id === "") operation.id = take(taken, candidates(operation, patched.has(operation.path)));
  return remarks;
}

/** The short name, then one that tells what it is found by. */
function candidates(operation: Nameable, hasPatch: boolean): readonly string[] {
  const { method, path, segments } = operation;
  if (segments.length === 0 && path !== "/") return [identifierOf(path.replace(/\W+/g, "-")) ?? "send"];
  const name = madeName({ method, segments, hasPatch });
  const parameters = segments.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === "parameter" ? [part.name] : [])),
  );
  return parameters.length === 0 ? [name] : [name, `${name}By${parameters.map(pascal).join("And")}`];
}

interface Taken {
  readonly names: Set<string>;
  /** The number that a repeated name got last. */
  readonly lastNumbers: Map<string, number>;
}

function take(taken: Taken, wanted: readonly string[]): string {
  const free = wanted.find((name) => !taken.names.has(name)) ?? numbered(taken, wanted[0] ?? "operation");
  taken.names.add(free);
  return free;
}

function numbered({ names, lastNumbers }: Taken, name: string): string {
  for (let number = (lastNumbers.get(name) ?? 1) + 1; ; number += 1) {
    lastNumbers.set(name, number);
    if (!names.has(`${name}${number}`)) return `${name}${number}`;
  }
}
