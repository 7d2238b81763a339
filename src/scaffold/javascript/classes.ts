import type { Class, PropertyDefinition } from "oxc-parser";
import { tagsAbove } from "./doc.ts";
import type { Edit, Span } from "./edit.ts";
import type { Source } from "./source.ts";
import { templateTags, typeText } from "./type-text.ts";

/** The head of a class, `at` being where its statement begins. */
export function classHead(source: Source, node: Class, at: number): readonly Edit[] {
  const bases = (node.implements ?? []).map((one) => `@implements {${typeText(source, one)}}`);
  const base = node.superClass;
  const types = node.superTypeArguments;
  const inherited = base && types ? [`@extends {${typeText(source, { start: base.start, end: types.end })}}`] : [];
  const [first] = node.implements ?? [];
  const last = node.implements?.at(-1);
  const listed =
    first && last ? { start: source.text.lastIndexOf("implements", first.start) - 1, end: last.end } : undefined;
  return [
    ...tagsAbove(source, at, [...templateTags(source, node.typeParameters), ...inherited, ...bases]),
    ...[node.typeParameters, types, listed].flatMap(gone),
  ];
}

const gone = (span: Span | null | undefined): readonly Edit[] =>
  span === null || span === undefined ? [] : [{ start: span.start, end: span.end, text: "" }];

/** A field of a class. */
export function classField(source: Source, node: PropertyDefinition): readonly Edit[] {
  const { key, typeAnnotation: type, accessibility } = node;
  const tags = [
    ...(accessibility === "private" || accessibility === "protected" ? [`@${accessibility}`] : []),
    ...(node.readonly === true ? ["@readonly"] : []),
    ...(type ? [`@type {${typeText(source, type.typeAnnotation)}}`] : []),
  ];
  const hasWords = node.readonly === true || accessibility || node.override === true;
  const words = { start: node.start, end: key.start, text: node.static ? "static " : "" };
  return [...tagsAbove(source, node.start, tags), ...(hasWords ? [words] : []), ...gone(type)];
}
