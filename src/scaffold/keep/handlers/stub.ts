import { exportsOf } from "./exports.ts";
import { applyEdits, insertion, type Edit } from "./edits.ts";
import { nodesIn } from "./nodes.ts";
import { pieceOf, type Piece } from "./piece.ts";
import type { Source } from "./source.ts";

/** Code for a user's file, and the imports that it needs there. */
export interface Transplant {
  readonly text: string;
  readonly edits: readonly Edit[];
}

interface Wanted {
  readonly module: string;
  readonly name: string;
  readonly isType: boolean;
}

/** The stub of an operation as it was generated, with its comment. */
export function stubOf(next: Source, id: string): Piece | undefined {
  const site = exportsOf(next).get(id);
  return site === undefined ? undefined : pieceOf(next, site);
}

/**
 * Pieces of a generated file for another file of the same folder. What they import is taken from that file's own imports where it
 * is there, under whatever name; else it is imported, under a free name.
 */
export function transplant(next: Source, pieces: readonly Piece[], into: Source): Transplant {
  const wanted = wantedBy(next, pieces);
  const names = new Map<string, string>();
  const missing: (Wanted & { readonly local: string })[] = [];
  const taken = identifiersOf(into);
  for (const [local, want] of wanted) {
    const known = localNameOf(into, want);
    const name = known ?? freeName(local, taken);
    names.set(local, name);
    if (known === undefined) missing.push({ ...want, local: name });
  }
  const text = pieces.map((piece) => renamed(next, piece, names)).join("\n\n");
  const values = missing.length === 0 ? [] : importEdits(into, missing);
  return { text, edits: [...values, ...typeImportEdits(next, text, into)] };
}

const TYPES = /@import\b[^]*\bHandlers\b/;

/** JavaScript names the types of its comments in a comment: the generated one, where the file has none. */
function typeImportEdits(next: Source, text: string, into: Source): readonly Edit[] {
  const given = next.comments.find(({ value }) => TYPES.test(value));
  const isKnown = into.comments.some(({ value }) => TYPES.test(value));
  if (given === undefined || isKnown || !text.includes("@type {Handlers[")) return [];
  const comment = next.text.slice(given.start, given.end);
  const last = into.module.staticImports.at(-1);
  return [last === undefined ? insertion(topOf(into), `${comment}\n\n`) : insertion(last.end, `\n\n${comment}`)];
}

function wantedBy(next: Source, pieces: readonly Piece[]): ReadonlyMap<string, Wanted> {
  const used = new Set(pieces.flatMap(({ statement }) => [...nodesIn(statement)].map(({ node }) => node["name"])));
  const wanted = new Map<string, Wanted>();
  for (const { moduleRequest, entries } of next.module.staticImports) {
    for (const { importName, localName, isType } of entries) {
      if (importName.name === null || !used.has(localName.value)) continue;
      wanted.set(localName.value, { module: moduleRequest.value, name: importName.name, isType });
    }
  }
  return wanted;
}

function localNameOf(into: Source, { module, name, isType }: Wanted): string | undefined {
  for (const { moduleRequest, entries } of into.module.staticImports) {
    if (withoutEnding(moduleRequest.value) !== withoutEnding(module)) continue;
    const entry = entries.find((one) => one.importName.name === name && (isType || !one.isType));
    if (entry !== undefined) return entry.localName.value;
  }
  return undefined;
}

/** `./a.js`, `./a.ts` and `./a` are one module, written for different resolvers. */
const withoutEnding = (module: string): string => module.replace(/\.[jt]s$/, "");

const identifiersOf = ({ program }: Source): ReadonlySet<unknown> =>
  new Set([...nodesIn(program)].filter(({ node }) => node.type === "Identifier").map(({ node }) => node["name"]));

function freeName(wish: string, taken: ReadonlySet<unknown>): string {
  let name = wish;
  for (let number = 2; taken.has(name); number += 1) name = `${wish}${number}`;
  return name;
}

function renamed(next: Source, { statement, whole }: Piece, names: ReadonlyMap<string, string>): string {
  const edits: Edit[] = [];
  for (const { node, key } of nodesIn(statement)) {
    const name = node.type === "Identifier" && key !== "property" ? names.get(String(node["name"])) : undefined;
    if (name === undefined || name === node["name"]) continue;
    edits.push({ start: node.start, end: node.start + String(node["name"]).length, text: name });
  }
  const moved = edits.map(({ start, end, text }) => ({ start: start - whole.start, end: end - whole.start, text }));
  return applyEdits(next.text.slice(whole.start, whole.end), moved);
}

type Missing = readonly (Wanted & { readonly local: string })[];

/** A declaration of its own for each module, behind the last import or at the top. */
function importEdits(into: Source, missing: Missing): readonly Edit[] {
  const lines = missing.map(({ module, name, isType, local }) => {
    const names = name === local ? name : `${name} as ${local}`;
    return `import ${isType ? "type " : ""}{ ${names} } from ${JSON.stringify(styleOf(into, module))};`;
  });
  const last = into.module.staticImports.at(-1);
  if (last !== undefined) return [insertion(last.end, `\n${lines.join("\n")}`)];
  return [insertion(topOf(into), `${lines.join("\n")}\n\n`)];
}

/** A module in the way in which this file writes its relative imports. */
function styleOf(into: Source, module: string): string {
  const other = into.module.staticImports.find(({ moduleRequest }) => moduleRequest.value.startsWith("."));
  if (other === undefined) return module;
  const ending = /\.[jt]s$/.exec(other.moduleRequest.value)?.[0] ?? "";
  return `${withoutEnding(module)}${ending}`;
}

/** Before the first statement and the comments above it, behind a byte order mark, a hash-bang and directives. */
function topOf({ text, program }: Source): number {
  const first = program.body.find(
    (statement) => !(statement.type === "ExpressionStatement" && "directive" in statement),
  );
  const before = program.body[program.body.findIndex((one) => one === first) - 1];
  if (before !== undefined) return text.startsWith("\n", before.end) ? before.end + 1 : before.end;
  const start = text.startsWith("\uFEFF") ? 1 : 0;
  return text.startsWith("#!", start) ? text.indexOf("\n", start) + 1 : start;
}
