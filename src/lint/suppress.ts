import { placeFinder } from "../sql/index.ts";
import type { SourceStatement } from "./statement.ts";
import type { Found } from "./lint.ts";

/** A comment that silences rules, with the reason that its author gives. */
export interface Suppression {
  readonly scope: "file" | "next-line";
  /** Empty: every rule. */
  readonly codes: readonly string[];
  readonly reason: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
}

const COMMENT =
  /(?:--|\/\*)[ \t]*backwright-disable-(?<scope>next-line|file)\b[ \t]*(?<codes>[a-z][a-z-]*(?:[ \t]*,[ \t]*[a-z][a-z-]*)*)?[ \t]*(?::(?<reason>[^\n\r]*))?/g;

/**
 * The suppression comments of a text: `-- backwright-disable-next-line drop-column: emptied last week`, or
 * `-- backwright-disable-file …`. What stands in strings and names is none.
 */
export function suppressionsOf(
  text: string,
  statements: readonly Pick<SourceStatement, "tokens">[],
): readonly Suppression[] {
  const place = placeFinder(text);
  return [...withoutTokens(text, statements).matchAll(COMMENT)].map(({ index, groups }) => ({
    scope: groups?.["scope"] === "file" ? "file" : "next-line",
    codes: (groups?.["codes"] ?? "")
      .split(",")
      .map((code) => code.trim())
      .filter((code) => code !== ""),
    reason: (groups?.["reason"] ?? "").replace(/\*\/.*$/, "").trim(),
    line: place(index).line,
    column: place(index).column,
  }));
}

/** The text with every token blanked out: comments and spaces are left. */
function withoutTokens(text: string, statements: readonly Pick<SourceStatement, "tokens">[]): string {
  let rest = "";
  let at = 0;
  for (const { start, end } of statements.flatMap(({ tokens }) => tokens)) {
    rest += text.slice(at, start) + " ".repeat(end - start);
    at = end;
  }
  return rest + text.slice(at);
}

/** Findings, and those that a comment silences. */
export interface Sifted {
  readonly kept: readonly Found[];
  readonly suppressed: readonly { readonly found: Found; readonly by: Suppression }[];
  /** Comments that silence nothing. */
  readonly unused: readonly Suppression[];
}

/** A comment speaks of the line below it, and of the statement that begins next. */
export function sift(found: readonly Found[], suppressions: readonly Suppression[], starts: readonly number[]): Sifted {
  const kept: Found[] = [];
  const suppressed: { found: Found; by: Suppression }[] = [];
  for (const one of found) {
    const by = suppressions.find((suppression) => silences(suppression, one, starts));
    if (by === undefined) kept.push(one);
    else suppressed.push({ found: one, by });
  }
  const used = new Set(suppressed.map(({ by }) => by));
  return { kept, suppressed, unused: suppressions.filter((one) => !used.has(one)) };
}

function silences(
  { scope, codes, line }: Suppression,
  { finding, statement }: Found,
  starts: readonly number[],
): boolean {
  if (codes.length > 0 && !codes.includes(finding.code)) return false;
  if (scope === "file") return true;
  const next = starts.find((start) => start > line);
  return finding.subject.line === line + 1 || statement.line === next;
}
