import { Visitor, type Class, type Node, type ParenthesizedExpression, type VariableDeclaration } from "oxc-parser";
import { castNew, castOf, madeType, type Asserted } from "./casts.ts";
import { classField, classHead } from "./classes.ts";
import { typedefOf } from "./declarations.ts";
import { tagsAbove } from "./doc.ts";
import type { Edit } from "./edit.ts";
import { documentedFunction, inlineFunction } from "./functions.ts";
import { exportEdits, importEdits } from "./imports.ts";
import type { AnyFunction } from "./parameters.ts";
import type { Source } from "./source.ts";
import { typeText } from "./type-text.ts";

/** Everything that makes JavaScript of a module. */
export function editsOf(source: Source): readonly Edit[] {
  const work: Work = {
    source,
    edits: [...importEdits(source)],
    anchors: new Map(),
    around: new Map(),
    said: new Set(),
  };
  visitorOf(work).visit(source.program);
  return work.edits;
}

interface Work {
  readonly source: Source;
  readonly edits: Edit[];
  /** Where the comment of a declaration stands: before `export`, or before the statement that holds a function. */
  readonly anchors: Map<Node, number>;
  /** The parentheses directly around an assertion. */
  readonly around: Map<Node, ParenthesizedExpression>;
  /** `new` expressions whose type is said by their constant. */
  readonly said: Set<Node>;
}

function visitorOf(work: Work): Visitor {
  const { source, edits, anchors, around } = work;
  const at = (node: Node): number => anchors.get(node) ?? node.start;
  const typeDeclared = (node: Parameters<typeof typedefOf>[1]): unknown =>
    edits.push(...typedefOf(source, node, at(node)));
  const asserted = (node: Asserted): unknown => edits.push(...castOf(source, node, around.get(node)));
  const classOf = (node: Class): unknown => edits.push(...classHead(source, node, at(node)));
  return new Visitor({
    ExportNamedDeclaration(node) {
      if (node.declaration !== null) anchors.set(node.declaration, node.start);
      edits.push(...exportEdits(source, node));
    },
    VariableDeclaration: (node) => declared(work, node),
    FunctionDeclaration: (node) => void edits.push(...documentedFunction(source, node, at(node))),
    MethodDefinition: (node) => void anchors.set(node.value, node.start),
    FunctionExpression: (node) => placed(work, node),
    ArrowFunctionExpression: (node) => placed(work, node),
    ClassDeclaration: (node) => void classOf(node),
    ClassExpression: (node) => void classOf(node),
    PropertyDefinition: (node) => void edits.push(...classField(source, node)),
    TSInterfaceDeclaration: (node) => void typeDeclared(node),
    TSTypeAliasDeclaration: (node) => void typeDeclared(node),
    ParenthesizedExpression: (node) => void around.set(node.expression, node),
    TSAsExpression: (node) => void asserted(node),
    TSSatisfiesExpression: (node) => void asserted(node),
    NewExpression(node) {
      if (!node.typeArguments) return;
      if (!work.said.has(node)) edits.push(...castNew(source, node));
      edits.push({ start: node.typeArguments.start, end: node.typeArguments.end, text: "" });
    },
    CallExpression(node) {
      const types = node.typeArguments;
      if (types) edits.push({ start: types.start, end: types.end, text: "" });
    },
  });
}

function placed({ source, edits, anchors }: Work, node: AnyFunction): void {
  const anchor = anchors.get(node);
  edits.push(...(anchor === undefined ? inlineFunction(source, node) : documentedFunction(source, node, anchor)));
}

/** Constants and variables: their own type, that of the function they hold, or that of what they make. */
function declared({ source, edits, anchors, said }: Work, node: VariableDeclaration): void {
  const start = anchors.get(node) ?? node.start;
  const isSingle = node.declarations.length === 1;
  for (const { id, init } of node.declarations) {
    const type = id.typeAnnotation;
    const made = madeType(source, init);
    const tag = type ? typeText(source, type.typeAnnotation) : isSingle ? made : undefined;
    if (type) edits.push({ start: type.start, end: type.end, text: "" });
    if (tag !== undefined) edits.push(...tagsAbove(source, isSingle ? start : id.start, [`@type {${tag}}`]));
    if (init !== null && made !== undefined && tag !== undefined) said.add(init);
    const isFunction = init?.type === "ArrowFunctionExpression" || init?.type === "FunctionExpression";
    if (isFunction && isSingle && !type) anchors.set(init, start);
  }
}
