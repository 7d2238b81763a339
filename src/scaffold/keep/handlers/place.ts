import type { ApiRecord, OperationRecord } from "../manifest.ts";
import { identify, keyOf, type OperationName } from "./identity.ts";
import { isUntouched } from "./untouched.ts";
import type { Handlers } from "./view.ts";

/** Where the handler of every operation lies. */
export interface Places {
  /** The record of an operation that was there before. */
  recordOf(operation: Pick<OperationName, "method" | "path">): OperationRecord | undefined;
  /** Name of the handler file without folder and ending; `group` is where a new operation would go. */
  readonly fileOf: (operation: OperationName & { readonly group: string }) => string;
  /** The handler file that the tag of an operation asks for; known once `fileOf` was asked. */
  wantedOf(operation: Pick<OperationName, "method" | "path">): string | undefined;
}

const FOLDER = "routes/";

/**
 * A handler stays where it is: in the file of its tag, in the file where it was, or in the handler file into which its owner moved it.
 * Only a stub that nobody has touched follows its operation to another tag.
 */
export function placesIn(handlers: Handlers, record: ApiRecord, operations: readonly OperationName[]): Places {
  const matches = identify(operations, record.operations);
  const wanted = new Map<string, string>();
  return {
    recordOf: (operation) => matches.get(keyOf(operation)),
    wantedOf: (operation) => wanted.get(keyOf(operation)),
    fileOf: ({ group, ...operation }) => {
      const was = matches.get(keyOf(operation));
      const wish = `${FOLDER}${group}${handlers.ending}`;
      wanted.set(keyOf(operation), wish);
      return was === undefined ? group : nameOf(fileFor(handlers, { was, id: operation.id, wish }));
    },
  };
}

const nameOf = (path: string): string => path.slice(FOLDER.length, -".ts".length);

interface Search {
  readonly was: OperationRecord;
  readonly id: string;
  readonly wish: string;
}

function fileFor(handlers: Handlers, { was, id, wish }: Search): string {
  const holds = (path: string): boolean => handlers.has(path, id) || handlers.has(path, was.id);
  const isSameTag = wish === (was.tag ?? was.file);
  if (!isSameTag && handlers.files.has(wish) && holds(wish)) return wish;
  if (holds(was.file)) return !isSameTag && isUntouched(handlers, was.file, was.id) ? wish : was.file;
  if (handlers.view(was.file)?.kind === "unreadable") return was.file;
  const moved = [wish, ...handlers.files.keys()].find(holds);
  if (moved !== undefined) return moved;
  return handlers.files.has(was.file) ? was.file : wish;
}
