import { posix } from "node:path";
import type { World } from "../../command/index.ts";
import { errors, safeText } from "../../kit/index.ts";
import { parseMigration, readFormat, type FormattedMigration } from "./formats.ts";
import type { LintContext, SourceStatement } from "../../lint/index.ts";
import {
  classify,
  type Place,
  placeFinder,
  splitStatements,
  type SplitProblem,
  type Statement,
} from "../../sql/index.ts";
import { withBatches } from "./batches.ts";
import { otherText } from "./other-text.ts";
import { INPUT } from "./paths.ts";

/** What of a file is run at once: all of it, or one direction of a file that holds both. */
export interface Part {
  readonly direction: LintContext["direction"];
  readonly transaction: LintContext["transaction"];
  readonly statements: readonly SourceStatement[];
}

export interface LintFile {
  /** As the user named it; `stdin` for standard input. */
  readonly path: string;
  readonly text: string;
  /** `backwright`, `sql`, or another tool's. */
  readonly format: string;
  readonly parts: readonly Part[];
}

/** Reads one file into statements with their places. Errors: `lint-file-unusable`, those of files. */
export async function readLintFile(world: World, path: string, inTransaction: boolean | undefined): Promise<LintFile> {
  const text = path === INPUT ? await world.files.readInput() : decoded(path, await world.files.readBytes(path));
  const name = path === INPUT ? "stdin" : path;
  const formatted = readFormat({ text, dialect: "postgresql", environment: world.env });
  const read = formatted === undefined ? plainFile(name, text) : formattedFile(name, text, formatted);
  if (inTransaction === undefined) return read;
  const transaction = inTransaction ? "runner" : "none";
  const parts = read.parts.map(({ direction, statements }): Part => ({ direction, statements, transaction }));
  return { ...read, parts };
}

function decoded(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (failure) {
    throw errors.lint.badFile({ place: safeText(path), problem: "it is no UTF-8" }, failure);
  }
}

/**
 * A migration of ours is run in a transaction of its runner, unless it holds what the server refuses there; that, and anything
 * else, is run statement by statement, as psql does it.
 */
function plainFile(path: string, text: string): LintFile {
  const { statements, problems } = splitStatements(text, "postgresql");
  refuse({ path, text }, problems);
  const isOurs =
    parseMigration(posix.basename(path.replaceAll("\\", "/"))) && !/^begin|^start\b/i.test(statements[0]?.sql ?? "");
  const direction = /(?:_rollback|[._]down)\.sql$/i.test(path) ? "down" : "up";
  const format = isOurs ? "backwright" : "sql";
  const transaction = isOurs && !isStepwise(text, statements) ? "runner" : "none";
  const known = isOurs ? withBatches(text, statements) : statements;
  return { path, text, format, parts: [{ direction, transaction, statements: known }] };
}

/** As `db migrate` decides it. */
function isStepwise(text: string, statements: readonly Statement[]): boolean {
  const manners = statements.map((statement) => classify(statement, "postgresql").transaction);
  if (manners.includes("never") || (manners.length === 1 && manners[0] === "sometimes")) return true;
  return /^[ \t]*--[ \t]*backwright:(?:no-transaction|batch)\b/m.test(text);
}

/** Commands of psql and rows of COPY are for psql; an open quote is for nobody. */
function refuse({ path, text }: Pick<LintFile, "path" | "text">, problems: readonly SplitProblem[]): void {
  const open = problems.find(({ kind }) => kind === "unterminated");
  if (open === undefined) return;
  refuseOther({ path, text });
  const place = safeText(`${path}:${open.line}:${open.column}`);
  throw errors.lint.badFile({ place, problem: safeText(`${open.what} is never closed`) });
}

/** Refuses what is no SQL at all. Error: `lint-file-unusable`. */
export function refuseOther({ path, text }: Pick<LintFile, "path" | "text">): void {
  const what = otherText(text);
  if (what !== undefined) throw errors.lint.badFile({ place: safeText(path), problem: `it is ${what}, not SQL` });
}

function formattedFile(path: string, text: string, { format, up, down, problems }: FormattedMigration): LintFile {
  const [problem] = problems;
  if (problem !== undefined)
    throw errors.lint.badFile({
      place: safeText(`${path}:${problem.line}`),
      problem: safeText(`${format} does not take ${problem.what} (${problem.kind})`),
    });
  const parts = [partOf(text, up, "up"), ...(down === undefined ? [] : [partOf(text, down, "down")])];
  return { path, text, format, parts };
}

function partOf(text: string, section: FormattedMigration["up"], direction: Part["direction"]): Part {
  const transaction = section.noTransaction ? "none" : "runner";
  return { direction, transaction, statements: placed(text, section.statements) };
}

/** Statements of another tool's file, cut anew so that their tokens stand where they do in the file. */
function placed(text: string, statements: FormattedMigration["up"]["statements"]): readonly SourceStatement[] {
  const place = placeFinder(text);
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  let from = 0;
  return statements.flatMap(({ sql, line }) => {
    const at = text.indexOf(sql, Math.max(from, starts[line - 1] ?? 0));
    if (at >= 0) from = at + sql.length;
    const { statements } = splitStatements(sql, "postgresql");
    // What goose has put in from the environment stands nowhere in the text: its line is all that is known.
    if (at < 0) return statements.map((statement): SourceStatement => ({ ...statement, line, column: 1 }));
    return statements.map((statement) => movedBy(at, statement, place));
  });
}

function movedBy(
  by: number,
  { sql, tokens, offset }: SourceStatement,
  place: (offset: number) => Place,
): SourceStatement {
  const moved = tokens.map(({ kind, text, start, end, closed }) => ({
    kind,
    text,
    closed,
    start: start + by,
    end: end + by,
  }));
  return { sql, tokens: moved, ...place(offset + by) };
}
