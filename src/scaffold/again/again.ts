import type { Finding } from "../../kit/index.ts";
import { piecesOf, reachedFrom, type Pieces } from "../../openapi/index.ts";
import type { GeneratedOperation } from "../generate.ts";
import type { ScaffoldOptions } from "../options.ts";
import { changedPaths } from "./changed.ts";
import { editBetween, type Edit } from "./edit.ts";
import type { Memory } from "./memory.ts";
import { movedFindings } from "./moved-findings.ts";
import { makeParts, type Make } from "./parts.ts";
import { sameBut, type Change } from "./same.ts";

/** The last run: its document and what it knew. */
export interface Before {
  readonly text: string;
  readonly memory: Memory;
}

/** What a full run would make, told by what the last one made. */
export interface Again {
  /** New texts and changes by path; every other file of the last run is as it was. */
  readonly changes: ReadonlyMap<string, Change>;
  readonly operations: readonly GeneratedOperation[];
  readonly basePath: string;
  readonly securitySchemes: readonly string[];
  readonly findings: readonly Finding[];
}

export interface Asked {
  /** Path of the document. */
  readonly file: string;
  readonly text: string;
  readonly before: Before;
  /** `handlerFile` answers where handlers lie now. */
  readonly options: ScaffoldOptions;
}

/**
 * The same as a full run over the new text, from the operations that changed. Undefined where they may reach further than their own
 * files: then only a full run can tell.
 */
export async function generateAgain(asked: Asked): Promise<Again | undefined> {
  const { before, text, options } = asked;
  if (!isPlaced(before.memory, options)) return undefined;
  if (before.text === text) return againOf(before.memory, new Map(), before.memory.findings);
  const edit = editBetween(before.text, text);
  const findings = movedFindings(before.memory.findings, { old: before.text, next: text }, edit);
  if (findings === undefined || !before.memory.isSplit) return undefined;
  const next = piecesOf(text);
  const old = next && (piecesBefore(next, before.text, edit) ?? piecesOf(before.text));
  if (old === undefined || next === undefined) return undefined;
  const changes = await changesOf(asked, old, next);
  return changes && againOf(before.memory, changes, findings);
}

const piecesBefore = (next: Pieces, old: string, { start, oldEnd, nextEnd }: Edit): Pieces | undefined =>
  next.replaced({ start, end: nextEnd, text: old.slice(start, oldEnd) });

async function changesOf(asked: Asked, old: Pieces, next: Pieces): Promise<ReadonlyMap<string, Change> | undefined> {
  const { memory } = asked.before;
  const paths = changedPaths(old, next);
  if (paths === undefined) return undefined;
  const groups = new Set(memory.operations.flatMap(({ path, group }) => (paths.has(path) ? [group] : [])));
  const whole = new Set(memory.operations.flatMap(({ path, group }) => (groups.has(group) ? [path] : [])));
  const make: Make = { ...asked, memory, groups, only: "shared" };
  const components = union(reachedFrom(old, paths), reachedFrom(next, paths));
  const family = reachedFrom(next, whole);
  if (components === undefined || family === undefined) return undefined;
  const was = await makeParts(make, old, { paths, components });
  const is = was && (await makeParts(make, next, { paths, components }));
  const outside = was && is && sameBut(groups, was, is);
  if (outside === undefined) return undefined;
  const inside = await makeParts({ ...make, only: "groups", names: memory }, next, {
    paths: whole,
    components: family,
  });
  if (inside === undefined) return undefined;
  const own = inside.files.filter(({ group }) => group !== undefined && groups.has(group));
  return new Map([...outside, ...own.map(({ path, text }) => [path, { kind: "text" as const, text }] as const)]);
}

/** Both documents have the same components: what one of them reaches is there in both. */
const union = (one: ReadonlySet<string> | undefined, other: ReadonlySet<string> | undefined) =>
  one && other && new Set([...one, ...other]);

/** Every handler would go where it went. */
function isPlaced({ operations }: Memory, { handlerFile = ({ group }) => group }: ScaffoldOptions): boolean {
  const places = operations.map(({ method, path, id, wish }) => handlerFile({ method, path, id, group: wish }));
  return operations.every(({ group }, at) => group === places[at]);
}

function againOf(memory: Memory, changes: Again["changes"], findings: readonly Finding[]): Again {
  const { basePath, securitySchemes } = memory;
  const operations = memory.operations.map(({ id, method, path, file, unresolved }) => ({
    id,
    method,
    path,
    file,
    unresolved,
  }));
  return { changes, operations, basePath, securitySchemes, findings };
}
