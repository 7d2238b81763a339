import { lint, loadParse, readScript, rewrite, UNKNOWN_TARGET, type LintContext } from "../../src/lint/index.ts";
import { placeFinder, splitStatements } from "../../src/sql/index.ts";

const parse = await loadParse();

export function script(sql: string, context: Partial<LintContext> = {}) {
  return readScript(splitStatements(sql, "postgresql").statements, {
    parse,
    context: { ...UNKNOWN_TARGET, ...context },
  }).script;
}

/** Findings of a text; rules that are off by default are on for `enable`. */
export function found(sql: string, context: Partial<LintContext> = {}, enable: readonly string[] = []) {
  const severities = new Map(enable.map((code) => [code, "warning" as const]));
  return lint(script(sql, context), { severities }, placeFinder(sql));
}

/** Codes without those that are only for information. */
export const codes = (sql: string, context: Partial<LintContext> = {}): readonly string[] =>
  found(sql, context).flatMap(({ finding }) => (finding.severity === "info" ? [] : [finding.code]));

/** The texts that mending once writes. */
export const mended = (sql: string, context: Partial<LintContext> = {}): readonly string[] =>
  rewrite(
    sql,
    script(sql, context),
    found(sql, context).filter(({ finding }) => finding.severity !== "info"),
  ).parts;
