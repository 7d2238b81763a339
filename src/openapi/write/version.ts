import { parseDocument } from "yaml";
import type { WrittenVersion } from "./facts.ts";

const VERSIONS: readonly WrittenVersion[] = ["3.0", "3.1", "3.2"];

/** The version that an existing document has; undefined for a text that is no OpenAPI 3 document. */
export function writtenVersion(text: string): WrittenVersion | undefined {
  const document = parseDocument(text);
  const spelled: unknown = document.errors.length === 0 ? document.get("openapi") : undefined;
  const found = typeof spelled === "string" ? /^3\.[012](?=\.|$)/.exec(spelled)?.[0] : undefined;
  return VERSIONS.find((one) => one === found);
}

/**
 * The path that the first server of an existing document adds to all of its paths: `/v1`, or the empty string.
 *
 * @example
 * serverPath("servers: [{ url: https://api.example.com/v1 }]"); // "/v1"
 */
export function serverPath(text: string): string {
  const url: unknown = parseDocument(text).getIn(["servers", 0, "url"]);
  if (typeof url !== "string" || url.includes("{")) return "";
  const { pathname } = new URL(url, "http://localhost");
  return pathname.replace(/\/+$/, "");
}
