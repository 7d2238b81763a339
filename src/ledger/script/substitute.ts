import { quoteLiteral, splitStatements, type Statement, type Token } from "../../sql/index.ts";
import type { Variables } from "./source-text.ts";

export interface Substituted {
  readonly statement: Statement;
  /** What stands for nothing, or for too much; empty when all went well. */
  readonly unset: readonly string[];
  readonly unfit: readonly string[];
}

/** A place in a statement and what comes there. */
interface Hole {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly text: string | undefined;
  readonly isUnfit: boolean;
}

/**
 * Puts variables into a statement as psql does: `:'name'` as a literal, `:"name"` as a name, `:name` as it is. Text in
 * quotes and in function bodies is left alone, and so is a `:name` that is not set (`a[1:n]`).
 */
export function substitute(statement: Statement, variables: Variables): Substituted {
  const holes = statement.tokens.flatMap((token, index) => holeAt(token, statement.tokens[index + 1], variables));
  const unset = holes.filter(({ text }) => text === undefined).map(({ name }) => name);
  const unfit = holes.filter(({ isUnfit }) => isUnfit).map(({ name }) => name);
  if (holes.length === 0 || unset.length > 0 || unfit.length > 0) return { statement, unset, unfit };
  const filled = splitStatements(filledIn(statement, holes), "postgresql");
  const [only, second] = filled.statements;
  if (only === undefined || second !== undefined || filled.problems.length > 0)
    return { statement, unset, unfit: holes.map(({ name }) => name) };
  const { number, offset, line, column } = statement;
  return { statement: { ...only, number, offset, line, column }, unset, unfit };
}

function holeAt(colon: Token, next: Token | undefined, variables: Variables): readonly Hole[] {
  if (colon.text !== ":" || colon.kind !== "punctuation" || next?.start !== colon.end) return [];
  const place = { start: colon.start, end: next.end };
  const name = next.kind === "word" ? next.text : next.text.slice(1, -1);
  const variable = variables.get(name);
  if (next.kind === "word") {
    if (variable === undefined) return [];
    return [{ ...place, name, text: variable.value, isUnfit: variable.isGiven && !isBare(variable.value) }];
  }
  if (!/^['"]/.test(next.text)) return [];
  const text = variable === undefined ? undefined : quoted(variable.value, next.text.startsWith("'"));
  return [{ ...place, name, text, isUnfit: false }];
}

function quoted(value: string, isLiteral: boolean): string {
  return isLiteral ? quoteLiteral(value, "postgresql") : `"${value.replaceAll('"', '""')}"`;
}

/** A number, a name with its schema, a literal: nothing that could be more than was meant. */
function isBare(value: string): boolean {
  const { statements, problems } = splitStatements(value, "postgresql");
  const tokens = statements[0]?.tokens ?? [];
  return (
    problems.length === 0 &&
    tokens.length > 0 &&
    tokens.length < 4 &&
    // Nothing else, not even a comment: it would swallow what the file says behind it.
    tokens.map(({ text }) => text).join("") === value &&
    tokens.every(({ kind, text }, index) =>
      index % 2 === 0 ? /^(word|number|quoted-name|string)$/.test(kind) : text === ".",
    )
  );
}

function filledIn({ sql, offset }: Statement, holes: readonly Hole[]): string {
  let end = offset;
  const parts = holes.map((hole) => {
    const before = sql.slice(end - offset, hole.start - offset);
    end = hole.end;
    return before + (hole.text ?? "");
  });
  return parts.join("") + sql.slice(end - offset);
}
