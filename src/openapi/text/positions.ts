import { errors } from "../../kit/index.ts";
import type { Document } from "./document.ts";
import { scanJson } from "./json-scan.ts";
import { lineTable, type Position } from "./lines.ts";
import { offsetOf, wantedTree, type Wanted } from "./wanted.ts";
import { scanYaml } from "./yaml-scan.ts";

/**
 * Line and column of pointers into one document, found in one pass: the key of a member, or the item of a list.
 * A pointer that the document does not have stands where its nearest ancestor does.
 */
export function positionsOf(document: Document, pointers: Iterable<string>): (pointer: string) => Position {
  const wanted = wantedTree(pointers);
  scan(document, wanted);
  const lines = lineTable(document.text);
  return (pointer) => lines(offsetOf(wanted, pointer));
}

function scan({ text, events }: Document, wanted: Wanted): void {
  if (events === undefined) scanJson({ text, at: 0, fail: disagree }, wanted);
  else scanYaml(text, events, wanted);
}

/** JSON.parse took the text, so the scan must too. */
function disagree(offset: number, reason: string): never {
  throw errors.command.bug({ problem: `a parsed document fails to scan at ${offset}: ${reason}` });
}
