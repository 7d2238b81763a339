import type { GeneratedFile } from "../file.ts";
import { decideLeftover, decideManaged, decideOnce, type FileDecision, type FoundFile } from "./decide.ts";
import {
  decideHandlers,
  type Expected,
  type HandlerChange,
  type HandlerDecision,
  type HandlerPlaces,
  type Handlers,
  type HandlerWish,
  type OperationName,
} from "./handlers/index.ts";
import type { ApiRecord, OperationRecord } from "./manifest.ts";
import { formed, formOf, plain } from "./text.ts";

/** All that a run is decided by. Paths are below the source root. */
export interface RunFacts {
  readonly files: readonly GeneratedFile[];
  readonly operations: readonly (OperationName & { readonly file: string })[];
  readonly record: ApiRecord;
  readonly handlers: Handlers;
  readonly places: HandlerPlaces;
  /** What the disk holds at a path that is generated now or was managed before. */
  readonly found: ReadonlyMap<string, Pick<FoundFile, "text" | "base">>;
  readonly force: boolean;
}

/** A handler file that is left alone, because it does not parse. */
export interface UnreadableFile {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** What a run would do, before anything is written. */
export interface RunPlan {
  readonly decisions: readonly FileDecision[];
  readonly changes: readonly HandlerChange[];
  readonly unreadable: readonly UnreadableFile[];
  /** The operations with their handlers, as the next run may rely on them. */
  readonly operations: readonly OperationRecord[];
}

/** Decides about every file of a run: the generated ones in their order, then what earlier runs left. */
export function planRun(facts: RunFacts): RunPlan {
  const handlers = handlerDecisions(facts);
  const byPath = new Map(handlers.map((one) => [one.decision.path, one.decision]));
  const fresh = facts.files.flatMap((file) => byPath.get(file.path) ?? fileDecision(facts, file));
  const known = new Set(fresh.map(({ path }) => path));
  const rest = handlers.map(({ decision }) => decision).filter(({ path }) => !known.has(path));
  return {
    decisions: [...fresh, ...rest, ...leftovers(facts, known)].map(inFormOfBefore),
    changes: handlers.flatMap(({ changes }) => changes),
    unreadable: handlers.flatMap(({ decision: { path }, unreadable }) =>
      unreadable === undefined ? [] : [{ path, ...unreadable }],
    ),
    operations: handlers.flatMap(({ records }) => records),
  };
}

/** What is written anew keeps the line ends and the byte order mark of what it replaces. */
function inFormOfBefore(decision: FileDecision): FileDecision {
  const { action, before, after } = decision;
  if (before === undefined || after === undefined || (action !== "update" && action !== "edited")) return decision;
  return { ...decision, after: formed(plain(after), formOf(before)) };
}

function fileDecision(facts: RunFacts, file: GeneratedFile): FileDecision {
  const found = foundAt(facts, file.path);
  return file.ownership === "managed" ? decideManaged(file, found, facts.force) : decideOnce(file, found);
}

function foundAt({ record, found }: RunFacts, path: string): FoundFile {
  const hashes = record.managed.get(path) ?? record.own.get(path) ?? [];
  return { path, hashes, text: undefined, base: undefined, ...found.get(path) };
}

function leftovers(facts: RunFacts, known: ReadonlySet<string>): readonly FileDecision[] {
  const old = [...facts.record.managed.keys()].filter((path) => !known.has(path));
  return old.flatMap((path) => decideLeftover(foundAt(facts, path), "managed") ?? []);
}

/** A decision for every file that holds, held or should hold a handler. */
function handlerDecisions(facts: RunFacts): readonly HandlerDecision[] {
  const { record, handlers, places, operations } = facts;
  const matched = new Set(operations.flatMap((operation) => places.recordOf(operation) ?? []));
  const gone = record.operations.filter((one) => !matched.has(one));
  const staying = new Set(operations.flatMap((operation) => stayingOf(places, operation)));
  const left = record.operations.filter((one) => matched.has(one) && !staying.has(one));
  const merged = facts.files.filter(({ ownership }) => ownership === "merged");
  const paths = new Set([...merged.map(({ path }) => path), ...record.operations.map(({ file }) => file)]);
  return [...paths].flatMap((path) => {
    const wish: HandlerWish = {
      path,
      file: merged.find((file) => file.path === path),
      operations: operations.filter(({ file }) => file === path).map((operation) => expected(places, operation)),
      gone: gone.filter(({ file }) => file === path),
      left: left.filter(({ file }) => file === path),
    };
    return decideHandlers(handlers, record, wish) ?? [];
  });
}

/** The record of an operation whose handler file is the one it was in. */
function stayingOf(places: HandlerPlaces, operation: RunFacts["operations"][number]): readonly OperationRecord[] {
  const was = places.recordOf(operation);
  return was?.file === operation.file ? [was] : [];
}

function expected(places: HandlerPlaces, { method, path, id }: OperationName): Expected {
  return { method, path, id, was: places.recordOf({ method, path }), wanted: places.wantedOf({ method, path }) };
}
