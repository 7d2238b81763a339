import type { ArrowFunctionExpression, Function as FunctionNode, ParamPattern, TSTypeAnnotation } from "oxc-parser";
import type { Edit, Span } from "./edit.ts";
import type { Source } from "./source.ts";
import { templateTags, typeText } from "./type-text.ts";

export type AnyFunction = ArrowFunctionExpression | FunctionNode;

interface Parameter {
  readonly pattern: Span;
  /** Undefined where the parameter is taken apart at once. */
  readonly name: string | undefined;
  readonly type: TSTypeAnnotation | undefined;
  readonly isOptional: boolean;
  /** What goes: the question mark and the type. */
  readonly removed: Span | undefined;
}

function parameterOf(param: ParamPattern): Parameter {
  if (param.type === "TSParameterProperty") return parameterOf(param.parameter);
  if (param.type === "AssignmentPattern") return { ...parameterOf(param.left), pattern: param, isOptional: true };
  const name = nameOf(param);
  const type = param.typeAnnotation ?? undefined;
  const isOptional = param.optional === true;
  const nameEnd = param.type === "Identifier" ? param.start + param.name.length : type?.start;
  const isBare = nameEnd === undefined || (type === undefined && !isOptional);
  const removed = isBare ? undefined : { start: nameEnd, end: type?.end ?? nameEnd + 1 };
  return { pattern: param, name, type, isOptional, removed };
}

function nameOf(param: Exclude<ParamPattern, { type: "TSParameterProperty" }>): string | undefined {
  if (param.type === "Identifier") return param.name;
  if (param.type === "RestElement" && param.argument.type === "Identifier") return param.argument.name;
  return undefined;
}

/** The tags that say what the types of a function said. */
export function functionTags(source: Source, node: AnyFunction): readonly string[] {
  const parameters = node.params.map(parameterOf);
  const names = new Set(parameters.flatMap(({ name }) => name ?? []));
  const required = parameters.findLastIndex(({ isOptional }) => !isOptional);
  const params = parameters.map((one, index) => parameterTag(source, { ...one, isLast: index > required }, names));
  const returns = node.returnType ? [`@returns {${typeText(source, node.returnType.typeAnnotation)}}`] : [];
  const isTyped = parameters.some(({ type }) => type !== undefined);
  return [...templateTags(source, node.typeParameters), ...(isTyped ? params : []), ...returns];
}

/** `isLast`: nothing that has to be given follows, so that the parameter may be left out. */
type Placed = Parameter & { readonly isLast: boolean };

function parameterTag(source: Source, { name, type, isOptional, isLast }: Placed, names: Set<string>): string {
  const told = name ?? freeName(type, names);
  const what = type === undefined ? "any" : typeText(source, type.typeAnnotation);
  if (isOptional && !isLast) return `@param {${what} | undefined} ${told}`;
  return `@param {${what}} ${isOptional ? `[${told}]` : told}`;
}

/** A parameter that is taken apart is called after its type: comments match it by its place. */
function freeName(type: TSTypeAnnotation | undefined, names: Set<string>): string {
  const named = type?.typeAnnotation.type === "TSTypeReference" ? type.typeAnnotation.typeName : undefined;
  const word = named?.type === "Identifier" ? named.name : "given";
  const wish = `${word.charAt(0).toLowerCase()}${word.slice(1)}`;
  let name = wish;
  for (let number = 2; names.has(name); number += 1) name = `${wish}${number}`;
  names.add(name);
  return name;
}

/** Types before each parameter, for a function within an expression; undefined where only tags can say it. */
export function inlineParameters(source: Source, node: AnyFunction): readonly Edit[] | undefined {
  const parameters = node.params.map(parameterOf);
  if (node.typeParameters || parameters.some(({ isOptional, type }) => isOptional && type !== undefined)) {
    return undefined;
  }
  return parameters.flatMap(({ pattern, type }) => {
    if (type === undefined) return [];
    const text = `/** @type {${typeText(source, type.typeAnnotation)}} */ `;
    return [{ start: pattern.start, end: pattern.start, text }];
  });
}

/** A function without its types. */
export function bareFunction(node: AnyFunction): readonly Edit[] {
  const spans = [
    node.typeParameters ?? undefined,
    ...node.params.map((param) => parameterOf(param).removed),
    node.returnType ?? undefined,
  ];
  return spans.flatMap((span) => (span === undefined ? [] : [{ start: span.start, end: span.end, text: "" }]));
}
