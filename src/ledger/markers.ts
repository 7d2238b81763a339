import type { Finding } from "../kit/index.ts";
import { refusal } from "./finding.ts";

/** Comments by which runners that are not read here cut one file into up and down: run whole, it would undo itself. */
const MARKERS: readonly (readonly [tool: string, marker: RegExp])[] = [
  ["sql-migrate", /^--\s*\+migrate\s/i],
  ["micrate", /^--\s*\+micrate\s/i],
  ["rambler", /^--\s*rambler\s+(up|down)\b/i],
  ["graphile-migrate", /^--!/],
  ["Liquibase", /^--\s*liquibase formatted sql\b/i],
];

/** The first mark of another tool's format, where a file carries one. */
export function foreignMarker(path: string, text: string): Finding | undefined {
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    const found = MARKERS.find(([, marker]) => marker.test(line.trimStart()));
    if (found !== undefined)
      return refusal(
        "migration-foreign-format",
        { path, line: index + 1, column: 1 },
        { tool: found[0], marker: line.trim() },
      );
  }
  return undefined;
}
