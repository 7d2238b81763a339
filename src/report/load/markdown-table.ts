import { safeLine } from "../../kit/index.ts";

/** A table's first two lines. */
export const head = (...titles: readonly string[]): readonly string[] => [
  row(...titles),
  row(...titles.map(() => "---")),
];

export const row = (...cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/** Text of strangers as words: it begins no table cell, link, tag or emphasis. */
export const cell = (text: string): string =>
  safeLine(text).replace(/[\\`*_[\]<>|#!~]/g, (character) => `\\${character}`);
