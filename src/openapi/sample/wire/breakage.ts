import type { RequestParts } from "./parts.ts";

/** What is wrong with a request, in data: `query` `limit` `maximum`. */
export interface Breakage {
  readonly in: "path" | "query" | "header" | "cookie" | "querystring" | "body";
  /** Name of the parameter or property, or `body` for the whole. */
  readonly subject: string;
  /** The schema keyword that is broken, or `required`, `syntax`. */
  readonly rule: string;
}

/** A broken request before it is written. */
export interface BrokenParts extends Breakage {
  readonly parts: RequestParts;
}
