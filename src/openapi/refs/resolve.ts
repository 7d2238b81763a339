import { splitPointer } from "../text/index.ts";
import { absolute, addressOf, isOutside, type Address } from "./address.ts";
import { member, type Cursor } from "./cursor.ts";
import { fileScopeOf, rootOf, type Library, type Scope } from "./library.ts";

/** Why a reference resolves to nothing. */
export interface Unresolvable {
  readonly code: "reference-unresolved" | "reference-remote" | "reference-outside";
  readonly reason: string;
}

export type Resolution =
  | { readonly found: Cursor; readonly failure?: undefined }
  | { readonly found?: undefined; readonly failure: Unresolvable };

/** The place that a `$ref` names, seen from where it stands. All files were read before: see `gather`. */
export function resolve(ref: string, from: Cursor, library: Library): Resolution {
  const address = addressOf(ref, from.scope);
  const start = startOf(address, from.scope, library);
  if ("code" in start) return { failure: start };
  const found = follow(start, address.fragment) ?? followInFile(start, address, library);
  if (found !== undefined) return { found };
  return { failure: unresolved(`there is no ${address.fragment} in ${start.file}`) };
}

function startOf(address: Address, scope: Scope, library: Library): Scope | Unresolvable {
  if (address.kind === "here") return scope;
  const known = address.uri === undefined ? undefined : library.resources.get(absolute(address.uri, scope.uri) ?? "");
  if (known !== undefined) return known;
  if (address.kind === "uri") return { code: "reference-remote", reason: "references to other hosts are not fetched" };
  return fileScope(address.path, library);
}

function fileScope(path: string, library: Library): Scope | Unresolvable {
  const root = library.roots.get(path);
  if (root !== undefined) return fileScopeOf(root);
  if (isOutside(path, library.within))
    return { code: "reference-outside", reason: `${path} lies outside ${library.within}` };
  return unresolved(library.missing.get(path) ?? `${path} was not read`);
}

function follow(scope: Scope, fragment: string): Cursor | undefined {
  if (fragment !== "" && !fragment.startsWith("/")) return scope.anchors.get(fragment);
  let cursor: Cursor | undefined = rootOf(scope);
  for (const segment of splitPointer(fragment)) {
    cursor = member(cursor, segment);
    if (cursor === undefined) return undefined;
  }
  return cursor;
}

/** Inside a schema with an `$id`, authors still write pointers from the top of the file. */
function followInFile(scope: Scope, { kind, fragment }: Address, library: Library): Cursor | undefined {
  const root = library.roots.get(scope.file);
  const isTop = root === undefined || root.scope === scope;
  return kind !== "here" || isTop ? undefined : follow(root.scope, fragment);
}

function unresolved(reason: string): Unresolvable {
  return { code: "reference-unresolved", reason };
}
