import { formatDecimal, formatDuration, safeLine } from "../../kit/index.ts";

export interface RehearsedStatementView {
  readonly statement: number;
  readonly sql: string;
  readonly locks: readonly { readonly relation: string; readonly mode: string }[];
  readonly rewritten: readonly string[];
  readonly scanned: readonly string[];
  readonly estimatedSeconds: number | null;
  readonly durationMs: number;
  readonly measured: boolean;
}

export interface RehearsalView {
  readonly engine: string;
  readonly scripts: readonly {
    readonly file: string;
    readonly direction: "up" | "down";
    readonly statements: readonly RehearsedStatementView[];
    readonly error: { readonly statement: number; readonly sqlState: string | null; readonly message: string } | null;
  }[];
  readonly undone: "identity" | "differs" | "failed" | "not-run";
  readonly differences: readonly { readonly object: string; readonly kind: string }[];
  readonly notes: readonly string[];
}

export const UNDONE = {
  identity: "Taken back, the schema was exactly as before.",
  differs: "Taken back, the schema was NOT as before:",
  failed: "Taking it back FAILED.",
  "not-run": "It was not taken back: something here has no way back, or failed.",
} as const;

/** What a dry run saw on a shadow: locks, rewrites and scans of each statement, and the way back. */
export function rehearsalLines({ engine, scripts, undone, differences, notes }: RehearsalView): readonly string[] {
  return [
    "",
    `Rehearsed on a shadow (${engine}):`,
    ...scripts.flatMap(({ file, direction, statements, error }) => [
      `  ${direction === "up" ? "up  " : "down"} ${safeLine(file)}`,
      ...statements.map(statementLine),
      ...(error === null
        ? []
        : [`      FAILED at statement ${error.statement}: ${codeOf(error.sqlState)}${safeLine(error.message)}`]),
    ]),
    UNDONE[undone],
    ...differences.map(({ object, kind }) => `  ${kind}: ${safeLine(object)}`),
    ...notes.map((note) => `Note: ${safeLine(note)}`),
  ];
}

const codeOf = (sqlState: string | null): string => (sqlState === null ? "" : `${safeLine(sqlState)}: `);

const SHOWN = 60;

function statementLine(one: RehearsedStatementView): string {
  const head = safeLine(one.sql).slice(0, SHOWN);
  const effects = one.measured ? effectsOf(one) : ["run, not watched"];
  return `    ${one.statement}  ${[head, ...effects].join("; ")}`;
}

function effectsOf({
  locks,
  rewritten,
  scanned,
  estimatedSeconds,
  durationMs,
}: RehearsedStatementView): readonly string[] {
  const names = (word: string, list: readonly string[]): readonly string[] =>
    list.length === 0 ? [] : [`${word} ${list.map(safeLine).join(", ")}`];
  const heavy = locks.filter(({ mode }) => mode !== "access-share");
  return [
    ...heavy.map(({ relation, mode }) => `locks ${safeLine(relation)} ${mode}`),
    ...names("rewrites", rewritten),
    ...names("scans", scanned),
    ...(estimatedSeconds === null ? [] : [`about ${formatDecimal(estimatedSeconds, 1)} s there`]),
    `${formatDuration(durationMs)} here`,
  ];
}
