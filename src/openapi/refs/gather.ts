import { isDefined } from "../../kit/index.ts";
import { parseDocument, type Document } from "../text/index.ts";
import { absolute, addressOf, isOutside } from "./address.ts";
import { ownValue, type Cursor } from "./cursor.ts";
import { openDocument, type Gathered, type Library } from "./library.ts";
import { resolve } from "./resolve.ts";
import { visit, type Met, type Walk } from "./walk.ts";

/** Hands in the text of a file. */
export type Loader = (path: string) => Promise<string>;

export interface GatherOptions {
  readonly hasIdentifiers: boolean;
  /** Files outside this folder are not read. */
  readonly within: string;
}

const FILES_AT_ONCE = 64;
/** The largest published specification has 2,907 files; without a bound, folders that link to themselves never end. */
const MOST_FILES = 20_000;

/** Reads every file that the entry needs, directly or not. A file that cannot be read is noted, not raised. */
export async function gather(entry: Document, load: Loader, options: GatherOptions): Promise<Gathered> {
  const library = emptyLibrary(entry, options);
  const walk: Walk = { library, seen: new Set(), met: [] };
  const root = withSelf(library, openDocument(library, entry));
  visit(walk, root);
  while (walk.met.length > 0) {
    const met = walk.met.splice(0);
    await loadFiles(library, load, newFiles(met, library));
    for (const { ref, from } of met) visitTarget(walk, ref, from);
  }
  return { ...library, root };
}

function emptyLibrary(entry: Document, options: GatherOptions): Library {
  return {
    entry,
    documents: new Map(),
    roots: new Map(),
    missing: new Map(),
    resources: new Map(),
    ...options,
  };
}

/** 3.2: `$self` is the URI of the document itself. */
function withSelf(library: Library, root: Cursor): Cursor {
  const self = library.hasIdentifiers ? ownValue(root.value, "$self") : undefined;
  const uri = typeof self === "string" ? absolute(self, undefined) : undefined;
  if (uri === undefined) return root;
  const scope = { ...root.scope, uri };
  const named = { ...root, scope };
  library.resources.set(uri, scope);
  library.roots.set(root.scope.file, named);
  return named;
}

function newFiles(met: readonly Met[], library: Library): readonly string[] {
  const paths = met.map(({ ref, from }) => newFile(ref, from, library)).filter(isDefined);
  return [...new Set(paths)];
}

function newFile(ref: string, from: Cursor, library: Library): string | undefined {
  const address = addressOf(ref, from.scope);
  if (address.kind !== "file" || library.roots.has(address.path) || library.missing.has(address.path)) return undefined;
  if (address.uri !== undefined && library.resources.has(address.uri)) return undefined;
  return isOutside(address.path, library.within) ? undefined : address.path;
}

async function loadFiles(library: Library, load: Loader, paths: readonly string[]): Promise<void> {
  for (let start = 0; start < paths.length; start += FILES_AT_ONCE)
    await Promise.all(paths.slice(start, start + FILES_AT_ONCE).map((path) => loadFile(library, load, path)));
}

async function loadFile(library: Library, load: Loader, path: string): Promise<void> {
  if (library.roots.size >= MOST_FILES)
    return void library.missing.set(path, `more than ${MOST_FILES} files are needed`);
  try {
    openDocument(library, parseDocument(path, await load(path)));
  } catch (error) {
    library.missing.set(path, error instanceof Error ? error.message : `${path} cannot be read`);
  }
}

function visitTarget(walk: Walk, ref: string, from: Cursor): void {
  const { found } = resolve(ref, from, walk.library);
  if (found === undefined) return;
  const root = walk.library.roots.get(found.scope.file);
  if (root !== undefined && ownValue(root.value, "$id") !== undefined) visit(walk, root);
  visit(walk, found);
}
