import type { Comment } from "oxc-parser";
import type { ExportSite } from "./exports.ts";
import { insertion, type Edit } from "./edits.ts";
import { nodesIn, type Node, type Place } from "./nodes.ts";
import type { Source } from "./source.ts";

/** Exported names that change, old → new. */
export type Renames = ReadonlyMap<string, string>;

/**
 * The edits that give a handler another exported name: its declaration and every use in the file, and `Handlers["old"]` in types.
 * Where the name is also something else in this file, or the new one is taken, the declaration stays and is exported a second time.
 */
export function renameEdits(source: Source, site: ExportSite, renames: Renames): readonly Edit[] {
  const old = source.text.slice(site.name.start, site.name.end);
  const name = renames.get(old) ?? old;
  return [...exportEdits(source, site, { old, name, renames }), ...typeEdits(source, old, name)];
}

interface Naming {
  readonly old: string;
  readonly name: string;
  readonly renames: Renames;
}

function exportEdits(source: Source, site: ExportSite, naming: Naming): readonly Edit[] {
  const { old, name, renames } = naming;
  if (site.isListed) {
    const isOneWord = site.local === undefined || site.local.start === site.name.start;
    return [{ ...site.name, text: isOneWord ? `${old} as ${name}` : name }];
  }
  const uses = usesOf(source, old);
  const isTaken = !renames.has(name) && usesOf(source, name).length > 0;
  const declarations = uses.filter(({ isBinding }) => isBinding);
  const isPlain = declarations.length === 1 && declarations[0]?.place.node.start === site.name.start;
  if (isTaken || !isPlain) return [insertion(site.statement.end, `\nexport { ${old} as ${name} };`)];
  return uses.map(({ place: { node }, isShorthand }) => ({
    start: node.start,
    end: node.start + old.length,
    text: isShorthand ? `${old}: ${name}` : name,
  }));
}

/** The name stands for a value in more places than its declaration. */
export const isUsed = (source: Source, name: string): boolean => usesOf(source, name).length > 1;

interface Use {
  readonly place: Place;
  readonly isBinding: boolean;
  readonly isShorthand: boolean;
}

/** Where an identifier stands for a value: not as the name of a property, a label or a type. */
function usesOf({ program }: Source, name: string): readonly Use[] {
  const uses: Use[] = [];
  for (const place of nodesIn(program)) {
    if (place.node.type !== "Identifier" || place.node["name"] !== name || isName(place)) continue;
    const holder = place.parent?.node;
    const isShorthand = holder?.type === "Property" && holder["shorthand"] === true;
    uses.push({ place, isBinding: isBinding(place), isShorthand });
  }
  return uses;
}

const TYPES = new Set(["TSTypeReference", "TSInterfaceDeclaration", "TSTypeAliasDeclaration", "TSTypeParameter"]);
const LABELS = new Set(["LabeledStatement", "BreakStatement", "ContinueStatement"]);

function isName({ key, parent }: Place): boolean {
  const holder = parent?.node;
  if (holder === undefined) return false;
  if (key === "property" || key === "key") return holder["computed"] !== true;
  if (key === "imported" || key === "exported") return true;
  return TYPES.has(holder.type) || LABELS.has(holder.type);
}

const BINDING_KEYS = new Set(["id", "params", "param", "local", "left", "argument", "elements", "parameter"]);
const PATTERNS = new Set(["ArrayPattern", "RestElement", "AssignmentPattern", "TSParameterProperty", "CatchClause"]);

function isBinding({ key, parent }: Place): boolean {
  const holder = parent?.node;
  if (holder === undefined) return false;
  if (key === "value") return parent?.parent?.node.type === "ObjectPattern";
  if (!BINDING_KEYS.has(key)) return false;
  return key === "id" || key === "params" || PATTERNS.has(holder.type) || holder.type.startsWith("Import");
}

/** `Handlers["old"]`, also behind a namespace, with the quotes that stand there; in JavaScript it stands in a comment. */
function typeEdits({ program, comments }: Source, old: string, name: string): readonly Edit[] {
  const edits: Edit[] = comments.flatMap((comment) => commentEdits(comment, old, name));
  for (const { node } of nodesIn(program)) {
    const index =
      node.type === "TSIndexedAccessType" && isHandlers(node["objectType"]) ? literalOf(node, old) : undefined;
    if (index !== undefined) edits.push({ start: index.start + 1, end: index.end - 1, text: name });
  }
  return edits;
}

function commentEdits({ value, start }: Comment, old: string, name: string): readonly Edit[] {
  const edits: Edit[] = [];
  for (const quote of ['"', "'"]) {
    const type = `Handlers[${quote}${old}${quote}]`;
    for (let at = value.indexOf(type); at >= 0; at = value.indexOf(type, at + 1)) {
      const from = start + OPENING + at + HEAD;
      edits.push({ start: from, end: from + old.length, text: name });
    }
  }
  return edits;
}

/** Of a comment, and of `Handlers["`. */
const [OPENING, HEAD] = [2, 10];

function isHandlers(value: unknown): boolean {
  for (const { node } of nodesIn(value)) if (node.type === "Identifier" && node["name"] === "Handlers") return true;
  return false;
}

function literalOf(node: Node, text: string): Node | undefined {
  for (const place of nodesIn(node["indexType"])) {
    if (place.node.type === "Literal" && place.node["value"] === text) return place.node;
  }
  return undefined;
}
