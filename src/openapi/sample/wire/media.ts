import type { MediaType } from "../../index.ts";

const PREFERENCE: readonly RegExp[] = [
  /^application\/json$/,
  /\+json$/,
  /^\*\/\*$|^application\/\*$/,
  /^application\/x-www-form-urlencoded$/,
  /^multipart\/form-data$/,
  /^multipart\//,
  /^text\/plain$|^text\/\*$/,
  /jsonl|ndjson|json-seq|event-stream/,
  /^application\/octet-stream$/,
  /./,
];

const CONCRETE: Readonly<Record<string, string>> = {
  "*/*": "application/json",
  "application/*": "application/json",
  "text/*": "text/plain",
  "image/*": "image/png",
  "audio/*": "audio/mpeg",
  "video/*": "video/mp4",
};

/** The media type that is easiest to show: JSON before forms, forms before text, text before bytes. */
export function preferredMedia(content: readonly MediaType[]): MediaType | undefined {
  for (const wish of PREFERENCE) {
    const found = content.find((media) => wish.test(media.type));
    if (found !== undefined) return found;
  }
  return content[0];
}

/** A type that can stand in a header, for a range that cannot. */
export function concreteType(type: string): string {
  return Object.hasOwn(CONCRETE, type) ? (CONCRETE[type] ?? type) : type;
}

/** True for `application/json`, everything that ends in `+json`, and ranges that JSON stands for. */
export function isJsonType(type: string): boolean {
  return /^application\/json$|\+json$/.test(concreteType(type));
}

/** Types of many JSON values, one after another. */
export function isSequence(type: string): boolean {
  return /jsonl|ndjson|json-seq|event-stream/.test(type);
}
