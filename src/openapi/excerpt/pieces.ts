import { jsonPieces } from "./json-pieces.ts";
import { yamlPieces } from "./yaml-pieces.ts";

/** A document in parts that can be read without each other. */
export interface Pieces {
  /** Text of each path item by its path, in the order of the document. */
  readonly paths: ReadonlyMap<string, string>;
  /** Text of each component by its reference: `#/components/schemas/User`. */
  readonly components: ReadonlyMap<string, string>;
  /** Everything else. */
  readonly rest: string;
  /** A path item that stands for itself: nothing outside is needed to read it. */
  isSound(path: string): boolean;
  /** The document with these paths and components only; undefined where names other than references tie it to the rest. */
  write(wanted: Wanted): string | undefined;
  /** The pieces of the document with another text in one place; undefined where that cannot be told without cutting it anew. */
  replaced(place: Replaced): Pieces | undefined;
}

/** What stands in another version of a document from one offset to another. */
export interface Replaced {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Wanted {
  readonly paths: ReadonlySet<string>;
  readonly components: ReadonlySet<string>;
}

/**
 * The parts of a document, JSON or YAML in block style; undefined where it cannot be cut safely. Whether the text is a document at all
 * is not checked.
 */
export function piecesOf(text: string): Pieces | undefined {
  return text.trimStart().startsWith("{") ? jsonPieces(text) : yamlPieces(text);
}
