import { fileHeader, type Imports, isEmpty, lines, print, type Fragment } from "../typescript/index.ts";

/**
 * `managed`: rewritten by every run, with the edits of its owner carried over. `merged`: a handler file, the user's own, in which a run
 * changes what the document changed. `once`: written when missing, then the user's own.
 */
export type Ownership = "managed" | "merged" | "once";

export interface GeneratedFile {
  /** Below the source root, with forward slashes: `types/api.ts`. */
  readonly path: string;
  readonly text: string;
  readonly ownership: Ownership;
  /** The group of operations that alone decides about the text, with the schemas that they reach; none: others do too. */
  readonly group?: string | undefined;
}

const HEADER = [
  "Managed by backwright scaffold: written again whenever the document changes. Edits belong into the handlers;",
  "a file that was edited by hand is never overwritten silently.",
];

/** A managed file: header, imports, then its declarations with a blank line between them. */
export function managedFile(path: string, imports: Imports, body: readonly Fragment[]): GeneratedFile {
  const text = textOf(body);
  const head = print(lines([fileHeader(HEADER), imports.declarations(text)]));
  return { path, text: `${head}\n\n${text}\n`, ownership: "managed" };
}

const textOf = (body: readonly Fragment[]): string =>
  body
    .filter((part) => !isEmpty(part))
    .map(print)
    .join("\n\n");

/** A managed file from a template: the same header above its own text. */
export function templateFile(path: string, text: string): GeneratedFile {
  return { path, text: `${print(fileHeader(HEADER))}\n${text}`, ownership: "managed" };
}

/** A file that is written once and then belongs to the user. */
export function onceFile(path: string, imports: Imports, body: readonly Fragment[]): GeneratedFile {
  const text = textOf(body);
  return { path, text: `${print(imports.declarations(text))}\n\n${text}\n`, ownership: "once" };
}
