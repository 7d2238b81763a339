// A peer's rule tests against our rules, by the map beside this file. Where the peer is wrong about PostgreSQL the map has a
// row with the reason; the database is the law.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  lint,
  loadParse,
  readScript,
  ruleFacts,
  UNKNOWN_TARGET,
  type LintContext,
  type Parse,
} from "../../../src/lint/index.ts";
import { placeFinder, splitStatements } from "../../../src/sql/index.ts";
import { DEVIATIONS, RULE_MAP } from "./map.ts";

const corpus =
  process.env["BACKWRIGHT_CORPUS"] ?? join(import.meta.dirname, "..", "..", "..", "..", "shared", "corpus");
export const folder = join(corpus, "lint");
export const isThere = existsSync(folder);

interface Case {
  readonly id: string;
  readonly file: string;
  readonly rules: readonly string[];
  readonly pgVersion: string | null;
  readonly assumeInTransaction: boolean;
  readonly lines: readonly number[];
  readonly all: readonly string[];
}

export interface Verdicts {
  readonly checks: number;
  /** Rule, case and what is different. */
  readonly wrong: readonly string[];
  /** Reasons for following the database instead. */
  readonly excused: readonly string[];
}

const severities = new Map(
  ruleFacts.map(({ code, severity }) => [code, severity === "off" ? ("warning" as const) : severity]),
);

/** Each case's own rule, statement by statement. */
export async function ownVerdicts(): Promise<Verdicts> {
  const parse = await loadParse();
  return joined(casesOf().map((one) => own(one, parse)));
}

/** Every rule of the peer on every case. */
export async function allVerdicts(): Promise<Verdicts> {
  const parse = await loadParse();
  return joined(casesOf().map((one) => all(one, parse)));
}

function casesOf(): readonly Case[] {
  const { cases } = JSON.parse(readFileSync(join(folder, "index.json"), "utf8")) as { readonly cases: readonly Case[] };
  return cases;
}

const joined = (verdicts: readonly Verdicts[]): Verdicts => ({
  checks: verdicts.reduce((sum, { checks }) => sum + checks, 0),
  wrong: verdicts.flatMap(({ wrong }) => wrong),
  excused: verdicts.flatMap(({ excused }) => excused),
});

function firing(one: Case, codes: readonly string[], parse: Parse) {
  const text = readFileSync(join(folder, one.file), "utf8");
  const { statements } = splitStatements(text, "postgresql");
  const assumes = one.assumeInTransaction && !text.includes("disable-assume-in-transaction");
  const context: LintContext = {
    ...UNKNOWN_TARGET,
    transaction: assumes ? "runner" : "none",
    serverMajor: Number(one.pgVersion ?? 13),
  };
  const { script } = readScript(statements, { parse, context });
  const found = lint(script, { severities }, placeFinder(text)).filter(({ finding }) => codes.includes(finding.code));
  const starts = statements.map(({ line }) => line);
  const statementOf = (line: number): number => starts.filter((start) => start <= line).length;
  return { text, ours: [...new Set(found.map(({ statement }) => statement.index + 1))], statementOf };
}

function own(one: Case, parse: Parse): Verdicts {
  const codes = one.rules.flatMap((rule) => RULE_MAP.get(rule) ?? []);
  const { text, ours, statementOf } = firing(one, codes, parse);
  const isOneLine = text.split("\n").filter((line) => line.trim() !== "").length <= 1;
  const theirs = [...new Set(one.lines.map(statementOf))];
  const isEqual = isOneLine
    ? ours.length > 0 === theirs.length > 0
    : ours.length === theirs.length && ours.every((statement) => theirs.includes(statement));
  const what = `ours ${ours.join()} theirs ${theirs.join()}`;
  return verdict(one, { sql: text, rule: one.rules[0] ?? "", isEqual, isPeerFiring: theirs.length > 0, what });
}

function all(one: Case, parse: Parse): Verdicts {
  // The peer has this rule off unless it is asked for.
  const asked = [...RULE_MAP].filter(([rule]) => rule !== "require-table-schema" || one.rules.includes(rule));
  return joined(
    asked.map(([rule, codes]) => {
      const { text, ours } = firing(one, codes, parse);
      const isPeerFiring = one.all.includes(rule);
      const what = isPeerFiring ? "only theirs" : "only ours";
      return verdict(one, { sql: text, rule, isEqual: ours.length > 0 === isPeerFiring, isPeerFiring, what });
    }),
  );
}

interface Check {
  readonly sql: string;
  readonly rule: string;
  readonly isEqual: boolean;
  readonly isPeerFiring: boolean;
  readonly what: string;
}

function verdict({ id }: Case, { sql, rule, isEqual, isPeerFiring, what }: Check): Verdicts {
  if (isEqual) return { checks: 1, wrong: [], excused: [] };
  const deviation = DEVIATIONS.find((one) => one.rule === rule && one.applies({ id, sql, isPeerFiring }));
  if (deviation !== undefined) return { checks: 1, wrong: [], excused: [`${rule}: ${deviation.reason}`] };
  return { checks: 1, wrong: [`${rule} ${id}: ${what}`], excused: [] };
}
