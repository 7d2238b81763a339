const SEQUENTIAL: ReadonlySet<string> = new Set([
  "text/event-stream",
  "application/jsonl",
  "application/x-ndjson",
  "application/ndjson",
  "application/x-jsonlines",
  "application/json-seq",
]);

/**
 * True for a media type whose items are sent as they come (OpenAPI 3.2, section 4.14.5).
 *
 * @example
 * isSequential("text/event-stream"); // true
 */
export function isSequential(type: string): boolean {
  return SEQUENTIAL.has(type) || /\+(?:jsonl|ndjson|json-seq)$/.test(type);
}
