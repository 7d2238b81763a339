import type {
  Expression,
  NewExpression,
  ParenthesizedExpression,
  TSAsExpression,
  TSSatisfiesExpression,
} from "oxc-parser";
import type { Edit } from "./edit.ts";
import type { Source } from "./source.ts";
import { typeText } from "./type-text.ts";

export type Asserted = TSAsExpression | TSSatisfiesExpression;

/** `value as Type` as `/** @type {Type} *\/ (value)`; with the parentheses that already stand around it or its value. */
export function castOf(source: Source, node: Asserted, around: ParenthesizedExpression | undefined): readonly Edit[] {
  const { expression, typeAnnotation } = node;
  const tag = node.type === "TSAsExpression" ? "@type" : "@satisfies";
  const comment = `/** ${tag} {${typeText(source, typeAnnotation)}} */ `;
  const isWrapped = around !== undefined || expression.type === "ParenthesizedExpression";
  const at = around?.start ?? node.start;
  return [
    { start: at, end: at, text: isWrapped ? comment : `${comment}(` },
    { start: expression.end, end: node.end, text: isWrapped ? "" : ")" },
  ];
}

/** The type that `new Map<string, number>()` makes; undefined where it is not said. */
export function madeType(source: Source, node: Expression | null): string | undefined {
  if (node?.type !== "NewExpression" || !node.typeArguments) return undefined;
  return `${typeText(source, node.callee)}${typeText(source, node.typeArguments)}`;
}

/** `new Map<string, number>()` within an expression. */
export function castNew(source: Source, node: NewExpression): readonly Edit[] {
  const type = madeType(source, node) ?? "";
  return [
    { start: node.start, end: node.start, text: `/** @type {${type}} */ (` },
    { start: node.end, end: node.end, text: ")" },
  ];
}
