import { Visitor, type Node } from "oxc-parser";
import { edited, type Edit, type Span } from "./edit.ts";
import { sourceOf, type Source } from "./source.ts";

const WIDTH = 120;
const ROUNDS = 3;

/** JavaScript without the line breaks that only types needed: lists and values that fit on one line now. */
export function laidOut(text: string): string {
  let next = indented(text);
  for (let round = 0; round < ROUNDS; round += 1) {
    const edits = joinsIn(sourceOf(next, "js"));
    if (edits.length === 0) return next;
    next = edited(next, edits);
  }
  return next;
}

/** A place where a line breaks, and what stands there instead. */
type Gap = Edit;

/** The outermost joins of a module that fit. */
function joinsIn(source: Source): readonly Edit[] {
  const edits: Edit[] = [];
  const seen = { end: -1 };
  const offer = (gaps: readonly Gap[]): void => {
    const [first] = gaps;
    const last = gaps.at(-1);
    if (first === undefined || last === undefined || first.start < seen.end) return;
    if (!isFitting(source, gaps)) return;
    seen.end = last.end;
    edits.push(...gaps);
  };
  visitorOf(source, offer).visit(source.program);
  return edits;
}

function visitorOf(source: Source, offer: (gaps: readonly Gap[]) => void): Visitor {
  const list = (items: readonly (Span | null)[], end: number): void => offer(listGaps(source, items, end));
  const taken = (node: {
    readonly params: readonly Node[];
    readonly body: Span | null;
    readonly end: number;
  }): void => {
    list(node.params, node.body?.start ?? node.end);
  };
  return new Visitor({
    FunctionDeclaration: taken,
    FunctionExpression: taken,
    ArrowFunctionExpression(node) {
      taken(node);
      if (node.body.type !== "BlockStatement") offer(valueGap(source, node.body, "=>"));
    },
    CallExpression: (node) => list(node.arguments, node.end),
    NewExpression: (node) => list(node.arguments, node.end),
    VariableDeclarator: (node) => offer(node.init === null ? [] : valueGap(source, node.init, "=")),
  });
}

/** The line break between a sign and a value of one line behind it. */
function valueGap({ text }: Source, value: Span, sign: string): readonly Gap[] {
  const from = behind(text, value.start);
  const gap = text.slice(from, value.start);
  if (!gap.includes("\n") || text.slice(value.start, value.end).includes("\n")) return [];
  const isBroken = text.startsWith(sign, from - sign.length);
  return isBroken ? [{ start: from, end: value.start, text: " " }] : [];
}

/** The line breaks of a list in parentheses that has an item on each line. */
function listGaps({ text }: Source, items: readonly (Span | null)[], end: number): readonly Gap[] {
  const [first] = items;
  const last = items.at(-1);
  if (!first || !last) return [];
  const open = behind(text, first.start);
  if (!text.startsWith("(", open - 1) || !text.slice(open, first.start).includes("\n")) return [];
  const close = text.indexOf(")", last.end);
  if (close < 0 || close >= end || text.slice(last.end, close).replace(",", "").trim() !== "") return [];
  const between = items.slice(1).flatMap((item, index) => {
    const before = items[index];
    return item && before ? [{ start: before.end, end: item.start, text: ", " }] : [];
  });
  return [{ start: open, end: first.start, text: "" }, ...between, { start: last.end, end: close, text: "" }];
}

/** Where the blanks before a place begin. */
function behind(text: string, at: number): number {
  let end = at;
  while (end > 0 && /\s/.test(text.charAt(end - 1))) end -= 1;
  return end;
}

/** The joined piece is one line that is not too long, and no comment ends it. */
function isFitting({ text, comments }: Source, gaps: readonly Gap[]): boolean {
  const start = gaps[0]?.start ?? 0;
  const end = gaps.at(-1)?.end ?? 0;
  if (comments.some((one) => one.type === "Line" && one.start >= start && one.end <= end)) return false;
  const moved = gaps.map((gap) => ({ start: gap.start - start, end: gap.end - start, text: gap.text }));
  const joined = edited(text.slice(start, end), moved);
  if (joined.includes("\n")) return false;
  const before = start - (text.lastIndexOf("\n", start - 1) + 1);
  const lineEnd = text.indexOf("\n", end);
  return before + joined.length + (lineEnd < 0 ? text.length : lineEnd) - end <= WIDTH;
}

/** Functions that parentheses hold together with their comment stand a step further in. */
function indented(text: string): string {
  if (!text.includes("(\n")) return text;
  const source = sourceOf(text, "js");
  const edits: Edit[] = [];
  new Visitor({
    ParenthesizedExpression({ start, expression }) {
      if (expression.type !== "ArrowFunctionExpression" || !text.slice(start, expression.start).includes("/**")) return;
      for (
        let at = text.indexOf("\n", expression.start);
        at >= 0 && at < expression.end;
        at = text.indexOf("\n", at + 1)
      )
        if (text[at + 1] !== "\n") edits.push({ start: at + 1, end: at + 1, text: "  " });
    },
  }).visit(source.program);
  return edited(text, edits);
}
