import { hashOf } from "../hash.ts";
import type { ApiRecord, Hashes } from "../manifest.ts";
import { exportsOf, hasStar, type ExportSite } from "./exports.ts";
import { parse, type Source, type Unreadable } from "./source.ts";

/** A handler file on the disk. Paths are below the source root: `routes/users.ts`. */
export interface HandlerFile {
  readonly path: string;
  readonly text: string;
  /** As it was generated last. */
  readonly base: string | undefined;
}

/** What a handler file holds. `untouched`: exactly what was generated. */
export type HandlerView =
  | { readonly kind: "untouched" }
  | { readonly kind: "edited"; readonly source: Source; readonly exports: ReadonlyMap<string, ExportSite> }
  | { readonly kind: "unreadable"; readonly at: Unreadable };

/** Handler files by path, parsed when they are asked for and only if they were edited. */
export interface Handlers {
  readonly files: ReadonlyMap<string, HandlerFile>;
  /** Of the files that are written. */
  readonly ending: ".ts" | ".js";
  view(path: string): HandlerView | undefined;
  /** The file exports the name. */
  has(path: string, id: string): boolean;
}

/** The handler files of one API. */
export function handlersIn(
  found: readonly HandlerFile[],
  record: ApiRecord,
  ending: Handlers["ending"] = ".ts",
): Handlers {
  const files = new Map(found.map((file) => [file.path, file]));
  const views = new Map<string, HandlerView>();
  const ids = new Map<string, Set<string>>();
  for (const { file, id } of record.operations) ids.set(file, (ids.get(file) ?? new Set()).add(id));
  const view = (path: string): HandlerView | undefined => {
    const file = files.get(path);
    if (file === undefined) return undefined;
    const made = views.get(path) ?? viewOf(file, record.own.get(path) ?? []);
    views.set(path, made);
    return made;
  };
  const has = (path: string, id: string): boolean => {
    const seen = view(path);
    if (seen?.kind === "untouched") return ids.get(path)?.has(id) === true;
    return seen?.kind === "edited" && (seen.exports.has(id) || hasStar(seen.source));
  };
  return { files, ending, view, has };
}

function viewOf({ path, text }: HandlerFile, hashes: Hashes): HandlerView {
  if (hashes.includes(hashOf(text))) return { kind: "untouched" };
  const parsed = parse(path, text);
  if (parsed.kind === "unreadable") return parsed;
  return { kind: "edited", source: parsed.source, exports: exportsOf(parsed.source) };
}
