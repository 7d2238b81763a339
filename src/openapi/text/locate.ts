import type { Place } from "../model.ts";
import { parseDocument } from "./document.ts";
import type { Position } from "./lines.ts";
import { positionsOf } from "./positions.ts";

export type { Position } from "./lines.ts";

/**
 * Line and column (1-based) of a place in the text of its file: the key of a member, or the item of a list.
 * A pointer that the text does not have stands where its nearest ancestor does.
 * Errors: those of a text that cannot be parsed. Pointers: RFC 6901.
 *
 * @example
 * locate({ file: "api.yaml", pointer: "/info/title" }, "info:\n  title: Shop\n"); // { line: 2, column: 3 }
 */
export function locate(place: Place, text: string): Position {
  return positionsOf(parseDocument(place.file, text), [place.pointer])(place.pointer);
}
