/** How a media type travels: what its body is in code. */
export type MediaKind = "json" | "form" | "multipart" | "text" | "binary";

const TEXTUAL = /^text\/|[/+](?:xml|yaml|jsonl|x-ndjson|json-seq|graphql|x-yaml)$/;

/**
 * The kind of a media type without parameters.
 *
 * @example
 * mediaKind("application/problem+json"); // "json"
 */
export function mediaKind(type: string): MediaKind {
  if (type === "*/*" || /[/+]json$/.test(type)) return "json";
  if (type === "application/x-www-form-urlencoded") return "form";
  if (type === "multipart/form-data") return "multipart";
  return TEXTUAL.test(type) ? "text" : "binary";
}
