import type { Extraction, Subject } from "../model.ts";
import { readPath } from "../path/index.ts";
import { compilePattern, type Pattern } from "../pattern/index.ts";
import type { Spot } from "./values.ts";

interface Looked {
  readonly json?: string | undefined;
  readonly header?: string | undefined;
  readonly cookie?: string | undefined;
}

type Part = Exclude<Extraction["from"], { of: "body" }>;

/** The part of an answer that a check or an extraction names; undefined: none. */
export function partOf({ json, header, cookie }: Looked, spot: Spot): Part | undefined {
  const named = [json, header, cookie].filter((one) => one !== undefined);
  if (named.length > 1) spot.scope.mistakes.error(spot.pointer, "only one of json, header and cookie can be looked at");
  if (json !== undefined) return jsonSubject(json, { ...spot, pointer: `${spot.pointer}/json` });
  if (header !== undefined) return { of: "header", name: header.toLowerCase() };
  return cookie === undefined ? undefined : { of: "cookie", name: cookie };
}

/** What a JSONPath finds. */
export function jsonSubject(source: string, { scope, pointer }: Spot): Extract<Subject, { of: "json" }> {
  const path = readPath(source);
  if (!("problem" in path)) return { of: "json", path };
  scope.mistakes.error(pointer, `${source} is no JSONPath: ${path.problem} (character ${path.at + 1})`);
  return { of: "json", path: { source, segments: [] } };
}

/** A regular expression, with the group that is wanted. */
export function patternOf(source: string, group: number | string, { scope, pointer }: Spot): Pattern {
  const pattern = compilePattern(source, group);
  if (!("problem" in pattern)) return pattern;
  scope.mistakes.error(pointer, `/${source}/ cannot be used: ${pattern.problem} (character ${pattern.at + 1})`);
  return { source, program: [], prefix: "" };
}
