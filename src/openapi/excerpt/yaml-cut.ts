/** Consecutive lines of a document. */
export interface Cut {
  readonly kind: "rest" | "path" | "component";
  /** The path, or the reference of the component. */
  readonly name: string;
  readonly text: string;
}

/** What is cut below a key at the start of a line, and how deep the pieces stand. */
const AREAS: ReadonlyMap<string, { readonly kind: "path" | "component"; readonly prefix: string }> = new Map([
  ["paths", { kind: "path", prefix: "" }],
  ["components", { kind: "component", prefix: "#/components/" }],
  ["definitions", { kind: "component", prefix: "#/definitions/" }],
  ["parameters", { kind: "component", prefix: "#/parameters/" }],
  ["responses", { kind: "component", prefix: "#/responses/" }],
]);

interface Cutting {
  readonly text: string;
  readonly cuts: Cut[];
  /** Where the piece begins that is being cut, and what it is. */
  from: number;
  current: Omit<Cut, "text">;
  /** The keys that lead to the pieces, with their indentation; none outside of an area. */
  area: Area | undefined;
}

interface Area {
  readonly kind: "path" | "component";
  readonly prefix: string;
  /** Indentation of the line that opened it. */
  readonly above: number;
  /** Indentation of its members; known with the first of them. */
  indent: number | undefined;
  /** It is not cut. */
  readonly isWhole: boolean;
  /** The area that holds it. */
  readonly outer: Area | undefined;
}

const REST = { kind: "rest", name: "" } as const;

/** The lines of a document in block style by path and component; undefined where a line is not as expected. */
export function cutYaml(text: string): readonly Cut[] | undefined {
  const cutting: Cutting = { text, cuts: [], from: 0, current: REST, area: undefined };
  for (let start = nextLine(text, -1, deepest(cutting)); start >= 0; start = nextLine(text, start, deepest(cutting))) {
    const indent = indentAt(text, start);
    if (text.charAt(start + indent) === "\t" || !place(cutting, start, indent)) return undefined;
  }
  close(cutting, text.length, REST);
  return cutting.cuts;
}

/** Lines that stand deeper belong to what is open. */
function deepest({ area }: Cutting): number {
  if (area === undefined) return 0;
  return area.isWhole ? area.above : (area.indent ?? DEEPEST);
}

const DEEPEST = 40;
const searches = new Map<number, RegExp>();

/** Start of the first line behind a place that is indented by so much at most and holds more than a comment; -1 without one. */
function nextLine(text: string, from: number, indent: number): number {
  const search = searches.get(indent) ?? new RegExp(`(?<=\\n) {0,${indent}}[^ \\r\\n#]`, "g");
  searches.set(indent, search);
  if (from < 0 && /^ *[^ \r\n#]/.test(text)) return 0;
  search.lastIndex = Math.max(from + 1, 0);
  return search.exec(text)?.index ?? -1;
}

function indentAt(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) === 32) at += 1;
  return at - start;
}

function endOf(text: string, start: number): number {
  const end = text.indexOf("\n", start);
  return end < 0 ? text.length : end + 1;
}

/** Takes a line that opens something; false where it is not known what. */
function place(cutting: Cutting, start: number, indent: number): boolean {
  while (cutting.area !== undefined && indent <= cutting.area.above) cutting.area = cutting.area.outer;
  const line = cutting.text.slice(start, endOf(cutting.text, start)).trimEnd();
  const { area } = cutting;
  if (area === undefined) return placeTop(cutting, start, line);
  area.indent ??= indent;
  const key = area.indent === indent ? keyOf(line.slice(indent)) : undefined;
  if (key === undefined) return false;
  const isHolder = area.prefix === "#/components/";
  if (isHolder) return placeHolder(cutting, start, { ...key, indent });
  close(cutting, start, { kind: area.kind, name: `${area.prefix}${key.name}` });
  return true;
}

function placeTop(cutting: Cutting, start: number, line: string): boolean {
  if (line === "---") return !/^[^#\s]/m.test(cutting.text.slice(0, start));
  if (/^-(?: |$)/.test(line)) return cutting.current.kind === "rest";
  const key = keyOf(line);
  if (key === undefined) return false;
  close(cutting, start, REST);
  const area = AREAS.get(key.name);
  if (area !== undefined && key.isBlock)
    cutting.area = { ...area, above: 0, indent: undefined, isWhole: false, outer: undefined };
  return true;
}

interface Key {
  readonly name: string;
  /** Its value stands in the lines below. */
  readonly isBlock: boolean;
}

/** `schemas:` in `components:`. */
function placeHolder(cutting: Cutting, start: number, { name, isBlock, indent }: Key & { indent: number }): boolean {
  close(cutting, start, REST);
  const outer = cutting.area;
  if (outer === undefined) return false;
  const isWhole = !isBlock || name.startsWith("x-");
  const prefix = `#/components/${name}/`;
  cutting.area = { kind: "component", prefix, above: indent, indent: undefined, isWhole, outer };
  return true;
}

function close(cutting: Cutting, end: number, next: Omit<Cut, "text">): void {
  const { text, from, current } = cutting;
  if (end > from) cutting.cuts.push({ ...current, text: text.slice(from, end) });
  cutting.from = end;
  cutting.current = next;
}

const QUOTED = /^("[^"\\]*"|'[^'\\]*')\s*:(?:\s+(\S.*))?$/;
const PLAIN = /^([^\s"'#&*!|>%@`[\]{},?:-](?:[^\s:#]|:(?=\S)|[ \t]+(?=[^\s:#]))*)\s*:(?:\s+(\S.*))?$/;

function keyOf(line: string): Key | undefined {
  const quoted = QUOTED.exec(line);
  const [, written, value] = quoted ?? PLAIN.exec(line) ?? [];
  if (written === undefined) return undefined;
  const isBlock = value === undefined || value.startsWith("#");
  return { name: quoted === null ? written : written.slice(1, -1), isBlock };
}
