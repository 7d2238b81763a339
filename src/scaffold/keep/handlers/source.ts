import { parseSync, type Comment, type EcmaScriptModule, type Program } from "oxc-parser";

/** A parsed module of TypeScript or JavaScript. Offsets count UTF-16 units of `text`. */
export interface Source {
  readonly text: string;
  readonly program: Program;
  readonly module: EcmaScriptModule;
  readonly comments: readonly Comment[];
}

/** Where a text stops being a module. */
export interface Unreadable {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A piece of a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type Parsed =
  | { readonly kind: "source"; readonly source: Source }
  | { readonly kind: "unreadable"; readonly at: Unreadable };

/** The syntax of a file; nothing is known of one that does not parse. */
export function parse(path: string, text: string): Parsed {
  const lang = path.endsWith(".js") ? "js" : "ts";
  const result = parseSync(path, text, { sourceType: "module", lang, preserveParens: false });
  const [first] = result.errors;
  if (first !== undefined) {
    return { kind: "unreadable", at: { ...placeOf(text, first.labels[0]?.start ?? 0), message: first.message } };
  }
  const { program, module, comments } = result;
  return { kind: "source", source: { text, program, module, comments } };
}

/** A module that parses and declares no name twice. */
export function isSound(text: string): boolean {
  const options = { sourceType: "module", lang: "ts", showSemanticErrors: true } as const;
  return parseSync("module.ts", text, options).errors.length === 0;
}

/** The source, or undefined where the text does not parse. */
export function sourceOf(path: string, text: string | undefined): Source | undefined {
  if (text === undefined) return undefined;
  const parsed = parse(path, text);
  return parsed.kind === "source" ? parsed.source : undefined;
}

function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
}
