import { compareText, groupBy, uniqueBy, type Finding, type Subject } from "../../kit/index.ts";
import type { Place } from "../model.ts";
import type { Library } from "../refs/index.ts";
import { positionsOf, splitPointer, type Position } from "../text/index.ts";
import type { Note } from "./note.ts";

/** Notes as findings with file, line and column, each once, in the order of files and lines. */
export function findingsOf(notes: readonly Note[], library: Library): readonly Finding[] {
  const unique = uniqueBy(notes, ({ code, place, evidence }) => JSON.stringify([code, place, evidence]));
  const byFile = groupBy(unique, ({ place }) => place.file);
  return [...byFile].sort(byEntryFirst(library.entry.file)).flatMap(([file, own]) => inFile(file, own, library));
}

function inFile(file: string, notes: readonly Note[], library: Library): readonly Finding[] {
  const document = library.documents.get(file);
  const spotOf =
    document === undefined
      ? nowhere
      : positionsOf(
          document,
          notes.map(({ place }) => place.pointer),
        );
  return notes
    .map((note) => ({ note, position: note.position ?? spotOf(note.place.pointer) }))
    .sort((a, b) => a.position.line - b.position.line || a.position.column - b.position.column)
    .map(({ note, position }) => findingOf(note, position));
}

const nowhere = (): Position => ({ line: 1, column: 1 });

function findingOf({ code, severity, evidence, fix, place }: Note, position: Position): Finding {
  const subject = { ...subjectOf(place), file: place.file, ...position };
  return { code, severity, subject, evidence, ...(fix === undefined ? {} : { fix }) };
}

/** Names what a person looks for: an operation, a named part, or else the pointer. */
function subjectOf({ file, pointer }: Place): Pick<Subject, "kind" | "name"> {
  const [area = "", first, second, third] = splitPointer(pointer);
  if (area === "") return { kind: "file", name: file };
  if ((area === "paths" || area === "webhooks") && first !== undefined) return pathSubject(first, second);
  if (area === "components" && third === undefined && second === undefined) return { kind: "file", name: file };
  if (area === "components" && second !== undefined) return { kind: singular(first ?? ""), name: second };
  if (area === "definitions" && first !== undefined) return { kind: "schema", name: first };
  return { kind: "document", name: pointer };
}

const METHOD = /^(get|put|post|delete|options|head|patch|trace|query)$/;

function pathSubject(path: string, member: string | undefined): Pick<Subject, "kind" | "name"> {
  if (member === undefined || !METHOD.test(member)) return { kind: "path", name: path };
  return { kind: "operation", name: `${member.toUpperCase()} ${path}` };
}

const singular = (area: string): string =>
  area === "requestBodies"
    ? "request body"
    : area
        .replace(/([A-Z])/g, " $1")
        .toLowerCase()
        .replace(/s$/, "");

function byEntryFirst(entry: string): (a: readonly [string, unknown], b: readonly [string, unknown]) => number {
  return ([a], [b]) => Number(b === entry) - Number(a === entry) || compareText(a, b);
}
