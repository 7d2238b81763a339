import type { Finding } from "../kit/index.ts";
import { refusal } from "./finding.ts";

/** Comments by which other runners cut one file into up and down: run whole, such a file would undo itself. */
const MARKERS: readonly (readonly [tool: string, marker: RegExp])[] = [
  ["dbmate", /^--\s*migrate:(up|down)\b/],
  ["goose", /^--\s*\+goose\s/i],
  ["sql-migrate", /^--\s*\+migrate\s/i],
  ["micrate", /^--\s*\+micrate\s/i],
  ["rambler", /^--\s*rambler\s+(up|down)\b/i],
  ["node-pg-migrate", /^--\s*(up|down) migration\b/i],
  ["Atlas", /^--\s*atlas:/],
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
