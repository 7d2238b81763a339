import { bareType, textsOf } from "../build/index.ts";
import { member, type Cursor } from "../refs/index.ts";

/** `consumes` or `produces` of an operation, else of the document. */
export function mediaTypes(field: "consumes" | "produces", operation: Cursor, root: Cursor): readonly string[] {
  const own = member(operation, field);
  const types = textsOf(own ?? member(root, field)).map(bareType);
  return [...new Set(types)];
}
