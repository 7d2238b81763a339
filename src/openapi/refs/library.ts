import type { JsonValue } from "../../kit/index.ts";
import type { Document } from "../text/index.ts";
import type { Cursor } from "./cursor.ts";

/**
 * What a reference without a file is relative to: a whole file, or a schema of its own `$id`
 * (JSON Schema 2020-12 core, section 8.2.1).
 */
export interface Scope {
  readonly file: string;
  /** Absolute URI given by `$id` or `$self`. */
  readonly uri: string | undefined;
  readonly root: JsonValue;
  /** Where the root stands in its file. */
  readonly pointer: string;
  /** `$anchor` and `$dynamicAnchor` of the schemas in it. */
  readonly anchors: Map<string, Cursor>;
  /** Names of `anchors` that are dynamic. */
  readonly dynamicAnchors: Set<string>;
  /** Schemas in the same file that have an `$id` of their own. */
  readonly innerScopes: Map<JsonValue, Scope>;
}

/** Every file that the specification needs, by its path. */
export interface Library {
  readonly entry: Document;
  readonly documents: Map<string, Document>;
  readonly roots: Map<string, Cursor>;
  /** Why a file is not there. */
  readonly missing: Map<string, string>;
  /** Scopes by absolute URI. */
  readonly resources: Map<string, Scope>;
  /** True where `$id`, `$anchor` and `$self` mean something: from 3.1. */
  readonly hasIdentifiers: boolean;
  /** Files outside this folder are not read. */
  readonly within: string;
}

/** All files, with the top of the entry. */
export interface Gathered extends Library {
  readonly root: Cursor;
}

/** The cursor at the beginning of a file. */
export function openDocument(library: Library, document: Document): Cursor {
  const scope: Scope = {
    file: document.file,
    uri: undefined,
    root: document.value,
    pointer: "",
    anchors: new Map(),
    dynamicAnchors: new Set(),
    innerScopes: new Map(),
  };
  const root = { value: document.value, pointer: "", scope };
  library.documents.set(document.file, document);
  library.roots.set(document.file, root);
  return root;
}

/** Every schema that a `$dynamicAnchor` marks, in all files. */
export function dynamicAnchors(library: Library): readonly Cursor[] {
  const scopes = new Set([...library.roots.values()].map(({ scope }) => scope).concat([...library.resources.values()]));
  return [...scopes].flatMap(({ anchors, dynamicAnchors: names }) =>
    [...names].flatMap((name) => anchors.get(name) ?? []),
  );
}

/** The cursor at the beginning of a scope. */
export function rootOf(scope: Scope): Cursor {
  return { value: scope.root, pointer: scope.pointer, scope };
}

/** The scope of a whole file: that of its `$id` when it is a schema that has one. */
export function fileScopeOf({ scope, value }: Cursor): Scope {
  return scope.innerScopes.get(value) ?? scope;
}
