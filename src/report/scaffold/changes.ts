import { safeLine } from "../../kit/index.ts";

/** What a run did to a handler. */
export interface ReportedChange {
  readonly kind: string;
  readonly method: string;
  readonly path: string;
  readonly id: string;
  readonly from?: string | undefined;
  readonly file: string;
}

/** Where a handler file stops being TypeScript. */
export interface ReportedUnreadable {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

type Sentence = (change: ReportedChange) => string;

const SENTENCES: ReadonlyMap<string, Sentence> = new Map<string, Sentence>([
  ["added", ({ file }) => `new; a stub in ${file} answers 501`],
  ["renamed", ({ from, file }) => `was ${from ?? "another name"}; its handler in ${file} has the new name`],
  ["retired", ({ file }) => `no longer in the document; its handler stays in ${file}, marked with a comment`],
  ["removed", ({ file }) => `no longer in the document; its untouched stub is taken out of ${file}`],
  ["restored", ({ file }) => `back in the document; its handler in ${file} serves it again`],
  ["moved", ({ file }) => `its stub stands in ${file} now`],
  [
    "stays",
    ({ file }) =>
      `has another tag; its handler stays in ${file}. Move it to the file of the tag if you like: the next run follows`,
  ],
  ["recreated", ({ file }) => `${file} was deleted; it is written again, with a stub`],
  ["stuck", ({ file }) => `${file} could not be changed for it; the next run tries again`],
]);

const MARKS: ReadonlyMap<string, string> = new Map([
  ["added", "+"],
  ["restored", "+"],
  ["recreated", "+"],
  ["retired", "-"],
  ["removed", "-"],
  ["stuck", "!"],
]);

/** A line per handler that the document changed. */
export function changeLines(changes: readonly ReportedChange[]): readonly string[] {
  return changes.flatMap((change) => {
    const sentence = SENTENCES.get(change.kind)?.(change);
    const { method, path, id, kind } = change;
    return sentence === undefined ? [] : [safeLine(`${MARKS.get(kind) ?? "~"} ${method} ${path} (${id}): ${sentence}`)];
  });
}

/** A line per file that was left alone. */
export const unreadableLines = (files: readonly ReportedUnreadable[]): readonly string[] =>
  files.map(({ path, line, column, message }) =>
    safeLine(`Left alone, because it does not parse: ${path}:${line}:${column} ${message}`),
  );
