import type { Position } from "../../../openapi/text/index.ts";

/** Something wrong with a scenario file, and where. */
export interface Mistake {
  readonly severity: "error" | "warning";
  /** JSON pointer into the file. */
  readonly pointer: string;
  readonly text: string;
}

/** A mistake with its place found. */
export interface Complaint {
  readonly severity: Mistake["severity"];
  /** `shop.yaml:12:5: …` */
  readonly text: string;
}

/** Where mistakes are collected while a file is read. */
export interface Mistakes {
  error(pointer: string, text: string): void;
  warning(pointer: string, text: string): void;
  readonly all: readonly Mistake[];
}

export function newMistakes(): Mistakes {
  const all: Mistake[] = [];
  return {
    all,
    error: (pointer, text) => void all.push({ severity: "error", pointer, text }),
    warning: (pointer, text) => void all.push({ severity: "warning", pointer, text }),
  };
}

/** Mistakes in the order of the file, each with line and column. */
export function complaints(
  mistakes: readonly Mistake[],
  file: string,
  place: (pointer: string) => Position,
): readonly Complaint[] {
  return mistakes
    .map((mistake) => ({ mistake, at: place(mistake.pointer) }))
    .toSorted((a, b) => a.at.line - b.at.line || a.at.column - b.at.column)
    .map(({ mistake: { severity, text }, at }) => ({ severity, text: `${file}:${at.line}:${at.column}: ${text}` }));
}
