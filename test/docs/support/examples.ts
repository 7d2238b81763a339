import { posix } from "node:path";
import { lineOf } from "./syntax.ts";
import type { Declaration, DocComment, Source, Sources } from "./sources.ts";

/** A piece of TypeScript that a reader may copy. */
export interface Example {
  readonly path: string;
  /** Line of the file where the code begins. */
  readonly line: number;
  readonly code: string;
  /** What the comment documents, where that is a declaration of the file's top level. */
  readonly documents: Declaration | undefined;
}

export const examplesOf = (sources: Sources): readonly Example[] => [...sources.values()].flatMap(examplesIn);

/** The examples of a file's doc comments: `@example code` up to the next tag or the comment's end. */
export function examplesIn(source: Source): readonly Example[] {
  return source.docs.flatMap((doc) => {
    const documents = [...source.declarations.values()].find((declaration) => declaration.doc === doc.text);
    return codesOf(doc).map(({ code, offset }) => ({
      path: posix.normalize(source.path),
      line: lineOf(source.text, doc.start + "/*".length + offset),
      code,
      documents,
    }));
  });
}

interface Code {
  readonly code: string;
  /** In the comment's text. */
  readonly offset: number;
}

function codesOf({ text }: DocComment): readonly Code[] {
  return [...text.matchAll(/(?<=^|\s)@example(?=\s)[ \t]*/g)].map((tag) => {
    const from = tag.index + tag[0].length;
    const rest = text.slice(from).split(/\n\s*\*\s*@[a-z]/)[0] ?? "";
    const lines = rest.split("\n").map((line, index) => (index === 0 ? line : line.replace(/^\s*\* ?/, "")));
    const first = lines.findIndex((line) => line.trim() !== "");
    return {
      code: lines.slice(Math.max(first, 0)).join("\n").trimEnd(),
      offset: from + rest.split("\n").slice(0, Math.max(first, 0)).join("\n").length + (first > 0 ? 1 : 0),
    };
  });
}
