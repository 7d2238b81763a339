import type { SpecificationVersion, UnresolvedReference } from "../model.ts";
import type { Cursor, Gathered } from "../refs/index.ts";
import type { Note } from "./note.ts";

/** What a part of a document reaches by reference. */
export interface Reach {
  /** Keys of named schemas. */
  readonly keys: Set<string>;
  readonly unresolved: UnresolvedReference[];
}

/** The schemas that references name, and those that nobody has read yet. */
export interface SchemaNames {
  /** Key by file and pointer. */
  readonly keyOfPlace: Map<string, string>;
  /** The document's own name of each key that was given out. */
  readonly nameOfKey: Map<string, string>;
  /** The number that a repeated name got last. */
  readonly lastNumbers: Map<string, number>;
  readonly pending: { readonly key: string; readonly name: string; readonly cursor: Cursor }[];
}

/** The state of one reading. */
export interface Reader {
  readonly library: Gathered;
  readonly version: SpecificationVersion;
  readonly notes: Note[];
  readonly names: SchemaNames;
  /** Where the references of the part that is being read are collected. */
  reach: Reach;
}

/** True from 3.1 on, where schemas are JSON Schema 2020-12. */
export function isModern({ version }: Pick<Reader, "version">): boolean {
  return version === "3.1" || version === "3.2";
}

/** A reader of gathered documents that has noted nothing yet. */
export function createReader(library: Gathered, version: SpecificationVersion): Reader {
  const names = { keyOfPlace: new Map(), nameOfKey: new Map(), lastNumbers: new Map(), pending: [] };
  return { library, version, notes: [], names, reach: emptyReach() };
}

/** Runs a reader and hands back what it read together with what that reaches. */
export function reaching<Part>(reader: Reader, read: () => Part): { readonly part: Part; readonly reach: Reach } {
  const outer = reader.reach;
  const reach = emptyReach();
  reader.reach = reach;
  try {
    return { part: read(), reach };
  } finally {
    reader.reach = outer;
  }
}

function emptyReach(): Reach {
  return { keys: new Set(), unresolved: [] };
}
