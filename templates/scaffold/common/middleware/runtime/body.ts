import { isTooDeep } from "./checks.js";
import { HttpError } from "./http-error.js";
import type { SourceBody } from "./source.js";

/** What an operation takes as its body. */
export interface BodyPlan {
  readonly required: boolean;
  /** Media types as the document spells them: `application/json`, `image/*`. */
  readonly types: readonly string[];
}

/** The declared type that fits a Content-Type, most exact first. Without a header the first declared one is meant. */
export function matchType(plan: BodyPlan, contentType: string | undefined): string {
  const [first = "*/*"] = plan.types;
  if (contentType === undefined || contentType === "" || contentType === first) return first;
  const given = essence(contentType);
  const family = `${given.slice(0, given.indexOf("/"))}/*`;
  const match = [given, family, "*/*"].find((type) => plan.types.includes(type));
  if (match !== undefined) return match;
  const accepted = plan.types.join(", ");
  const message = `${given === "" ? "That" : given} is not accepted here; send ${accepted}.`;
  throw new HttpError(415, "UNSUPPORTED_MEDIA_TYPE", message, [], { Accept: accepted });
}

/** Bytes → value by media type. Errors: 400 for what its type says it is and is not. */
export function decodeBody(bytes: Buffer, contentType: string | undefined, declared: string): SourceBody {
  if (contentType === "application/json") return { type: declared, value: parseJson(bytes) };
  const actual = contentType === undefined || contentType === "" ? declared : essence(contentType);
  if (isJson(actual)) return { type: declared, value: parseJson(bytes, contentType) };
  const value =
    actual === "application/x-www-form-urlencoded" || isText(actual) ? decodeText(bytes, contentType ?? "") : bytes;
  return { type: declared, value };
}

export const isForm = (contentType: string | undefined): contentType is string =>
  contentType !== undefined && /^\s*multipart\/form-data\s*(?:;|$)/i.test(contentType);
export const isJson = (type: string): boolean => type === "*/*" || /[/+]json$/.test(type);
const isText = (type: string): boolean =>
  type.startsWith("text/") || /[/+](?:xml|yaml|jsonl|x-ndjson|json-seq|graphql)$/.test(type);
const essence = (contentType: string): string => (contentType.split(";")[0] ?? "").trim().toLowerCase();

function parseJson(bytes: Buffer, contentType?: string): unknown {
  const isOther = isMarked(bytes) || (contentType !== undefined && OTHER_CHARSET.test(contentType));
  const text = isOther ? decodeText(bytes, contentType ?? "") : bytes.toString("utf8");
  if (isTooDeep(text)) throw new HttpError(400, "MALFORMED_JSON", "The body is nested too deep.");
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new HttpError(
      400,
      "MALFORMED_JSON",
      `The body is no JSON: ${error instanceof Error ? error.message : "unreadable"}.`,
    );
  }
}

const OTHER_CHARSET = /;\s*charset="?(?!utf-?8\b)\w/i;

/** A byte order mark is no part of the text behind it. */
const isMarked = (bytes: Buffer): boolean => bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;

function decodeText(bytes: Buffer, contentType: string): string {
  const charset = /charset="?([\w-]+)/i.exec(contentType)?.[1] ?? "utf-8";
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    throw new HttpError(415, "UNSUPPORTED_MEDIA_TYPE", `The charset ${charset} is not known here.`);
  }
}
