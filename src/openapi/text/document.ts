import type { Event } from "js-yaml";
import { errors, type JsonValue } from "../../kit/index.ts";
import { parseJson, refuseJson } from "./json.ts";
import { LARGEST_JSON_BYTES, LARGEST_YAML_BYTES, type SourceText } from "./limits.ts";
import type { Position } from "./lines.ts";
import { parseYaml } from "./yaml.ts";

/** A file that was read: its value, and what is needed to say where something stands in it. */
export interface Document {
  readonly file: string;
  readonly text: string;
  readonly value: JsonValue;
  /** Set when the text is YAML. */
  readonly events: readonly Event[] | undefined;
  readonly duplicate: Position | undefined;
}

/**
 * Parses JSON or YAML, told apart by their text: `{` or `[` first is tried as JSON.
 * Errors: `openapi-not-parsable`, `openapi-too-large`, `openapi-too-deep`, `openapi-alias-bomb`, with line and column.
 */
export function parseDocument(file: string, raw: string): Document {
  const source = { file, text: raw.startsWith("\uFEFF") ? raw.slice(1) : raw };
  refuseWideText(source);
  if (!"[{".includes(source.text.trimStart().charAt(0) || "-")) return yamlDocument(source);
  refuseSize(source, LARGEST_JSON_BYTES, "JSON");
  const value = parseJson(source);
  if (value !== undefined) return { ...source, value, events: undefined, duplicate: undefined };
  return /\.json$/i.test(file) ? refuseJson(source) : yamlDocument(source);
}

/** Some editors and shells save UTF-16: read as UTF-8, every second character is none. */
function refuseWideText({ file, text }: SourceText): void {
  if (!text.slice(0, 4).includes("\0")) return;
  throw errors.openapi.notParsable({ file, line: 1, column: 1, reason: "it is UTF-16; save it as UTF-8" });
}

function yamlDocument(source: SourceText): Document {
  refuseSize(source, LARGEST_YAML_BYTES, "YAML");
  return { ...source, ...parseYaml(source) };
}

function refuseSize({ file, text }: SourceText, limitBytes: number, format: string): void {
  const bytes = text.length * 3 <= limitBytes ? 0 : Buffer.byteLength(text);
  if (bytes > limitBytes) throw errors.openapi.tooLarge({ file, line: 1, column: 1, bytes, limitBytes, format });
}
