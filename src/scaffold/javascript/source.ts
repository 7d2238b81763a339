import { parseSync, type Comment, type Program } from "oxc-parser";
import type { Span } from "./edit.ts";

/** A parsed module with its comments. */
export interface Source {
  readonly text: string;
  readonly program: Program;
  readonly comments: readonly Comment[];
}

/** The syntax of a module; parentheses are nodes. */
export function sourceOf(text: string, lang: "ts" | "js"): Source {
  const { program, comments } = parseSync(`module.${lang}`, text, { sourceType: "module", lang, preserveParens: true });
  return { text, program, comments };
}

/** Blanks between the beginning of a line and a place; undefined where something else stands there. */
export function indentAt(text: string, at: number): string | undefined {
  const before = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  return before.trim() === "" ? before : undefined;
}

/** The comments within a span. */
export const commentsIn = ({ comments }: Source, { start, end }: Span): readonly Comment[] =>
  comments.filter((comment) => comment.start >= start && comment.end <= end);
