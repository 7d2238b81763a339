import { errors, nearest } from "../../../kit/index.ts";
import type { ApiModel, Operation } from "../../../openapi/index.ts";

/** What of a specification is played. */
export interface ApiWishes {
  /** POST, PUT, PATCH and DELETE too. */
  readonly includeWrites: boolean;
  /** Tags, operationIds, paths, or `METHOD /path`; empty: everything. */
  readonly only: readonly string[];
  /** Names of variables of the environment that are set. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Names of headers that every request has anyway, in lower case. */
  readonly headers: readonly string[];
}

/** The operations that may be played, in the order of the document. Error: `bad-input` for a name that fits none. */
export function chosenOperations(model: ApiModel, { includeWrites, only }: ApiWishes): readonly Operation[] {
  for (const wanted of only)
    if (!model.operations.some((operation) => isMeant(operation, wanted))) throw unknownName(model, wanted);
  return model.operations.filter(
    (operation) =>
      (includeWrites || isSafe(operation)) && (only.length === 0 || only.some((wanted) => isMeant(operation, wanted))),
  );
}

/** RFC 9110 section 9.2.1, as far as it says anything to a load test. */
export const isSafe = ({ method }: Operation): boolean => method === "GET" || method === "HEAD";

const namesOf = ({ id, operationId, method, path, tags }: Operation): readonly string[] => [
  id,
  path,
  `${method} ${path}`,
  ...tags,
  ...(operationId === undefined ? [] : [operationId]),
];

function isMeant(operation: Operation, wanted: string): boolean {
  return namesOf(operation).some((name) => name.toLowerCase() === wanted.trim().toLowerCase());
}

function unknownName({ operations }: ApiModel, wanted: string): Error {
  const near = nearest(wanted, new Set(operations.flatMap(namesOf)));
  const help = near === undefined ? "name a tag, an operationId, a path, or METHOD /path" : `did you mean ${near}?`;
  return errors.command.badInput({ problems: [`--only ${wanted} fits no operation; ${help}`], command: "load run" });
}
