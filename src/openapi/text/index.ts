// Text of a document → its JSON value, and back to line and column.
// Belongs here: parsing, limits, positions. Does not: what the value means.
export { locate, type Position } from "./locate.ts";
export { parseDocument, type Document } from "./document.ts";
export { escapeSegment, pointerOf, splitPointer } from "./pointer.ts";
export { positionsOf } from "./positions.ts";
export { parseYaml } from "./yaml.ts";
