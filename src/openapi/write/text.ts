import { stringify } from "yaml";
import { jsonText, type JsonObject } from "../../kit/index.ts";

/**
 * A document as YAML, or as JSON for a file that is called so.
 *
 * @example
 * documentText({ openapi: "3.1.1" }, "json"); // '{\n  "openapi": "3.1.1"\n}\n'
 */
export function documentText(document: JsonObject, format: "yaml" | "json"): string {
  if (format === "json") return `${jsonText(document)}\n`;
  return stringify(document, { lineWidth: 120, aliasDuplicateObjects: false });
}
