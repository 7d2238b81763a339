import { errors, isJsonObject } from "../kit/index.ts";
import type { SpecificationVersion } from "./model.ts";
import { ownValue } from "./refs/index.ts";
import { positionsOf, type Document } from "./text/index.ts";

/**
 * The version of a document that can be used at all. A patch version and a number without quotes are both accepted.
 * Errors: `openapi-no-specification`, `openapi-version-unsupported`, `openapi-empty`.
 */
export function versionOf(document: Document): SpecificationVersion {
  const written = ownValue(document.value, "openapi") ?? ownValue(document.value, "swagger");
  if (typeof written !== "string" && typeof written !== "number")
    throw errors.openapi.notASpecification({ ...spotOf(document, ""), found: foundInstead(document) });
  const version = normal(String(written));
  const pointer = ownValue(document.value, "openapi") === undefined ? "/swagger" : "/openapi";
  if (version === undefined)
    throw errors.openapi.unsupportedVersion({ ...spotOf(document, pointer), version: String(written) });
  refuseNothing(document);
  return version;
}

/** YAML reads an unquoted 3.0 as the number 3. */
function normal(written: string): SpecificationVersion | undefined {
  if (/^2(\.0)?$/.test(written.trim())) return "2.0";
  const minor = /^3(?:\.([012])(?:\.\d+)?(?:-[\w.]+)?)?$/.exec(written.trim());
  if (minor === null) return undefined;
  return minor[1] === "2" ? "3.2" : minor[1] === "1" ? "3.1" : "3.0";
}

const PARTS = ["paths", "webhooks", "components", "definitions"];

function refuseNothing(document: Document): void {
  if (PARTS.some((part) => isJsonObject(ownValue(document.value, part)))) return;
  throw errors.openapi.nothingInside(spotOf(document, ""));
}

function foundInstead({ value }: Document): string {
  if (!isJsonObject(value)) return `it holds ${Array.isArray(value) ? "a list" : "a single value"}`;
  if (ownValue(value, "asyncapi") !== undefined) return "it is an AsyncAPI document";
  const names = Object.keys(value).slice(0, 3);
  return names.length === 0 ? "it is an empty object" : `it has no openapi field and begins with ${names.join(", ")}`;
}

function spotOf(document: Document, pointer: string): { file: string; line: number; column: number } {
  return { file: document.file, ...positionsOf(document, [pointer])(pointer) };
}
