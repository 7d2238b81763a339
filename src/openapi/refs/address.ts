import { posix } from "node:path";
import type { Scope } from "./library.ts";

/** A reference, taken apart and made absolute. */
export type Address =
  | { readonly kind: "here"; readonly fragment: string }
  | { readonly kind: "file"; readonly path: string; readonly fragment: string; readonly uri: string | undefined }
  | { readonly kind: "uri"; readonly uri: string; readonly fragment: string };

const SCHEME = /^[a-z][a-z0-9+.-]+:/i;

/**
 * What a `$ref` names, seen from a scope: the same scope, a file beside it, or an absolute URI (RFC 3986, section 5).
 *
 * @example
 * addressOf("../models/user.yaml#/User", scope); // in the scope of api/paths/users.yaml:
 * // { kind: "file", path: "api/models/user.yaml", fragment: "/User" }
 */
export function addressOf(ref: string, scope: Scope): Address {
  const hash = ref.indexOf("#");
  const target = hash === -1 ? ref : ref.slice(0, hash);
  const fragment = hash === -1 ? "" : decode(ref.slice(hash + 1));
  if (target === "") return { kind: "here", fragment };
  if (SCHEME.test(target) || target.startsWith("//")) return { kind: "uri", uri: target, fragment };
  const uri = scope.uri === undefined ? undefined : absolute(target, scope.uri);
  return { kind: "file", path: posix.join(folderOf(scope.file), decode(target).replaceAll("\\", "/")), fragment, uri };
}

/** A reference against a base URI; undefined when it makes none. */
export function absolute(ref: string, base: string | undefined): string | undefined {
  if (!URL.canParse(ref, base)) return undefined;
  return new URL(ref, base).href.replace(/#.*$/, "");
}

/** True when the path does not lie below the folder; `.` is the working directory, which only relative paths are in. */
export function isOutside(path: string, folder: string): boolean {
  const prefix = folder.endsWith("/") ? folder : `${folder}/`;
  if (folder === ".") return isAbsolute(path) || climbs(path);
  return path !== folder && (!path.startsWith(prefix) || climbs(path.slice(prefix.length)));
}

const climbs = (path: string): boolean => path === ".." || path.startsWith("../");

/** The folder that references may not leave: where the entry lies, or the working directory when the entry is in there. */
export function defaultFolder(file: string): string {
  const folder = folderOf(file);
  return isAbsolute(folder) || folder === ".." || folder.startsWith("../") ? folder : ".";
}

/** Paths of Windows come with a drive letter and backslashes; those of references are written with slashes. */
function folderOf(file: string): string {
  return posix.normalize(posix.dirname(file.replaceAll("\\", "/")));
}

const isAbsolute = (path: string): boolean => posix.isAbsolute(path) || /^[a-z]:\//i.test(path);

function decode(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
