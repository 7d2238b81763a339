import type { ExportNamedDeclaration, ImportDeclaration, ImportDeclarationSpecifier } from "oxc-parser";
import { docComment } from "./doc.ts";
import type { Edit } from "./edit.ts";
import type { Source } from "./source.ts";

const WIDTH = 120;

/** The imports of a module: values as they are, types in one comment below them. */
export function importEdits(source: Source): readonly Edit[] {
  const declarations = source.program.body.filter((node) => node.type === "ImportDeclaration");
  const [first] = declarations;
  const last = declarations.at(-1);
  const tags = declarations.flatMap((node) => typeTags(source, node));
  if (first === undefined || last === undefined || tags.length === 0) return [];
  const values = valueImports(source, declarations);
  const text = [values, docComment(tags, "")].filter((part) => part !== "").join("\n\n");
  return [{ start: first.start, end: last.end, text }];
}

const isType = (node: ImportDeclaration, specifier: ImportDeclarationSpecifier): boolean =>
  node.importKind === "type" || (specifier.type === "ImportSpecifier" && specifier.importKind === "type");

/** The imports that stay, with the blank lines between them. */
function valueImports({ text }: Source, declarations: readonly ImportDeclaration[]): string {
  let out = "";
  for (const [index, node] of declarations.entries()) {
    const kept = node.specifiers.filter((specifier) => !isType(node, specifier));
    if (node.specifiers.length > 0 && kept.length === 0) continue;
    const isWhole = kept.length === node.specifiers.length;
    const line = isWhole ? text.slice(node.start, node.end) : importLine(text, node, kept);
    const gap = index === 0 ? "" : text.slice(declarations[index - 1]?.end, node.start);
    out += out === "" ? line : `${gap.trim() === "" ? gap : "\n"}${line}`;
  }
  return out;
}

function importLine(
  text: string,
  { source }: ImportDeclaration,
  specifiers: readonly ImportDeclarationSpecifier[],
): string {
  const words = specifiers
    .filter(({ type }) => type !== "ImportSpecifier")
    .map(({ start, end }) => text.slice(start, end));
  const names = namesOf(text, specifiers);
  const from = ` from ${text.slice(source.start, source.end)};`;
  const one = `import ${[...words, ...(names.length === 0 ? [] : [`{ ${names.join(", ")} }`])].join(", ")}${from}`;
  if (one.length <= WIDTH) return one;
  return `import ${[...words, `{\n${names.map((name) => `  ${name},\n`).join("")}}`].join(", ")}${from}`;
}

const namesOf = (text: string, specifiers: readonly ImportDeclarationSpecifier[]): readonly string[] =>
  specifiers
    .filter(({ type }) => type === "ImportSpecifier")
    .map(({ start, end }) => text.slice(start, end).replace(/^type\s+/, ""));

/** `@import` for the types of an import; several where one would be long. */
function typeTags({ text, program }: Source, node: ImportDeclaration): readonly string[] {
  const passed = passedOn(program);
  const types = node.specifiers.filter((one) => isType(node, one) && !passed.has(one.local.name));
  const from = text.slice(node.source.start, node.source.end);
  const words = types.filter(({ type }) => type !== "ImportSpecifier").map(({ start, end }) => text.slice(start, end));
  return [
    ...words.map((word) => `@import ${word} from ${from}`),
    ...packed(namesOf(text, types), WIDTH - from.length - 24).map((names) => `@import { ${names} } from ${from}`),
  ];
}

/** Types that the module exports from elsewhere: the `@typedef` that does it names them in the module too. */
function passedOn({ body }: Source["program"]): ReadonlySet<string> {
  const exports = body.filter((node) => node.type === "ExportNamedDeclaration" && node.source !== null);
  const specifiers = exports.flatMap((node) => (node.type === "ExportNamedDeclaration" ? node.specifiers : []));
  return new Set(specifiers.flatMap(({ exported }) => (exported.type === "Identifier" ? exported.name : [])));
}

function packed(names: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  for (const name of names) {
    const last = lines.at(-1);
    if (last === undefined || last.length + name.length + 2 > width) lines.push(name);
    else lines[lines.length - 1] = `${last}, ${name}`;
  }
  return lines;
}

/** Types that a module passes on: a `@typedef` that stands for each. What it declares itself can be imported anyway. */
export function exportEdits({ text }: Source, node: ExportNamedDeclaration): readonly Edit[] {
  const types = node.specifiers.filter(({ exportKind }) => node.exportKind === "type" || exportKind === "type");
  if (types.length === 0) return [];
  const from = node.source === null ? undefined : text.slice(node.source.start, node.source.end);
  const tags = types.map(({ local, exported }) => {
    const [name, as] = [text.slice(local.start, local.end), text.slice(exported.start, exported.end)];
    return `@typedef {import(${from ?? ""}).${name}} ${as}`;
  });
  const rest = node.specifiers.filter((specifier) => !types.includes(specifier));
  const kept = rest.map(({ start, end }) => text.slice(start, end)).join(", ");
  const values = rest.length === 0 ? [] : [`export { ${kept} }${from === undefined ? "" : ` from ${from}`};`];
  const parts = [...values, ...(from === undefined ? [] : tags.map((tag) => docComment([tag], "")))];
  return [{ start: node.start, end: node.end, text: parts.join("\n") }];
}
