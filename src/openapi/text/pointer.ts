/**
 * One segment of a JSON pointer, escaped (RFC 6901).
 *
 * @example
 * escapeSegment("/users/{id}"); // "~1users~1{id}"
 */
export function escapeSegment(segment: string): string {
  if (!segment.includes("/") && !segment.includes("~")) return segment;
  return segment.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** The names of a JSON pointer, unescaped: `/paths/~1users` → `paths`, `/users`. The root has none. */
export function splitPointer(pointer: string): readonly string[] {
  return pointer.split("/").slice(1).map(unescapeSegment);
}

/** @example pointerOf(["paths", "/users"]); // "/paths/~1users" */
export function pointerOf(segments: readonly string[]): string {
  return segments.map((segment) => `/${escapeSegment(segment)}`).join("");
}

function unescapeSegment(segment: string): string {
  return segment.replaceAll("~1", "/").replaceAll("~0", "~");
}
