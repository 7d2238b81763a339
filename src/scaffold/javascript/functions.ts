import type { Edit } from "./edit.ts";
import { docComment, tagsAbove } from "./doc.ts";
import { bareFunction, functionTags, inlineParameters, type AnyFunction } from "./parameters.ts";
import type { Source } from "./source.ts";
import { typeText } from "./type-text.ts";

/** A function that is a statement, a method or all of a constant: its types stand in the comment above. */
export function documentedFunction(source: Source, node: AnyFunction, at: number): readonly Edit[] {
  return [...tagsAbove(source, at, functionTags(source, node)), ...bareFunction(node)];
}

/** A function within an expression: types before its parameters and before itself. */
export function inlineFunction(source: Source, node: AnyFunction): readonly Edit[] {
  const tags = functionTags(source, node);
  if (tags.length === 0) return [];
  const inline = inlineParameters(source, node);
  if (inline === undefined) return [...wrapped(source, node, tags), ...bareFunction(node)];
  const returns = node.returnType ? `/** @returns {${typeText(source, node.returnType.typeAnnotation)}} */ ` : "";
  return [{ start: node.start, end: node.start, text: returns }, ...inline, ...bareFunction(node)];
}

/** A comment of several lines ends a `return` before its value: parentheses keep the two together. */
function wrapped({ text }: Source, node: AnyFunction, tags: readonly string[]): readonly Edit[] {
  const line = text.slice(text.lastIndexOf("\n", node.start) + 1, node.start);
  const indent = /^ */.exec(line)?.[0] ?? "";
  const inner = `${indent}  `;
  return [
    { start: node.start, end: node.start, text: `(\n${inner}${docComment(tags, inner)}\n${inner}` },
    { start: node.end, end: node.end, text: `\n${indent})` },
  ];
}
