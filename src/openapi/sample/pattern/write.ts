import { readPattern } from "./read.ts";
import type { PatternNode } from "./tree.ts";

export interface PatternWish {
  /** Which of several possible texts: 0 is the plainest. */
  readonly variant: number;
  readonly minLength: number;
  readonly maxLength: number;
}

/** How one text is written: the decisions that the pattern leaves open. */
interface Plan {
  readonly variant: number;
  /** Times that every repetition runs beyond its least. */
  readonly extra: number;
  /** The same character over and over, or each position the next one (for lookaheads that ask for several kinds). */
  readonly cycle: boolean;
  readonly maxLength: number;
}

interface Writing {
  readonly plan: Plan;
  readonly captured: Map<string, string>;
  position: number;
  left: number;
}

const LONGEST = 4_096;

/**
 * Texts that are likely to match, plainest first. Nothing is promised: the caller asks the expression itself.
 *
 * @example
 * [...textsForPattern("^[A-Z]{3}-\\d{4}$", { variant: 0, minLength: 0, maxLength: 99 })][0]; // "AAA-1111"
 */
export function* textsForPattern(pattern: string, wish: PatternWish): Generator<string> {
  const tree = readPattern(pattern);
  const maxLength = Math.min(wish.maxLength, LONGEST);
  for (const extra of extrasFor(wish.minLength))
    for (const cycle of [false, true]) {
      const text = writeText(tree, { variant: wish.variant, extra, cycle, maxLength });
      yield text.length >= wish.minLength ? text : text.padEnd(wish.minLength, "a");
      if (text.length >= wish.minLength) yield text;
    }
}

function extrasFor(minLength: number): readonly number[] {
  const wanted = Math.min(minLength, LONGEST);
  return [...new Set([0, 1, 2, 3, 7, Math.ceil(wanted / 2), wanted])];
}

function writeText(tree: PatternNode, plan: Plan): string {
  return write(tree, { plan, captured: new Map(), position: 0, left: LONGEST });
}

function write(node: PatternNode, writing: Writing): string {
  writing.left -= 1;
  if (writing.left < 0) return "";
  switch (node.kind) {
    case "nothing":
      return "";
    case "text":
      return node.text;
    case "set":
      return pick(node.characters, writing);
    case "sequence":
      return node.parts.map((part) => write(part, writing)).join("");
    case "choice":
      return write(node.branches[writing.plan.variant % node.branches.length] ?? node, writing);
    case "group":
      return capture(node, writing);
    case "back":
      return writing.captured.get(node.group) ?? "";
    case "repeat":
      return repeat(node, writing);
  }
}

function pick(characters: readonly string[], writing: Writing): string {
  const { plan } = writing;
  const step = plan.cycle ? writing.position * 7 : 0;
  writing.position += 1;
  return characters[(plan.variant + step) % Math.max(1, characters.length)] ?? "";
}

function capture(node: PatternNode & { readonly kind: "group" }, writing: Writing): string {
  const text = write(node.body, writing);
  if (node.number > 0) writing.captured.set(String(node.number), text);
  if (node.name !== undefined) writing.captured.set(node.name, text);
  return text;
}

function repeat(node: PatternNode & { readonly kind: "repeat" }, writing: Writing): string {
  const wanted = Math.min(node.most, node.least + writing.plan.extra, LONGEST);
  let text = "";
  for (let times = 0; times < wanted; times += 1) {
    const next = write(node.body, writing);
    if (times >= node.least && text.length + next.length > writing.plan.maxLength) break;
    text += next;
  }
  return text;
}
