import { errors, nearest, type Severity } from "../../kit/index.ts";
import { ruleFacts, type LintSettings } from "../../lint/index.ts";
import type { LintInput } from "./input.ts";

const CODES: readonly string[] = ruleFacts.map(({ code }) => code);

/** Severities by rule: --severity and --disable before --enable before the configuration file. Error: `lint-rule-unknown`. */
export function lintSettings({ enable, disable, severity, rules }: LintInput): LintSettings {
  const severities = new Map<string, Severity | "off">();
  for (const [code, value] of Object.entries(rules)) severities.set(known(code), value);
  for (const code of enable.flatMap((word) => (word === "all" ? CODES : [word])))
    if (severities.get(known(code)) === "off" || isOffByDefault(code)) severities.set(code, "warning");
  for (const code of disable) severities.set(known(code), "off");
  for (const word of severity) {
    const [code = "", value = ""] = word.split("=");
    severities.set(known(code), severityOf(word, value));
  }
  return { severities };
}

const isOffByDefault = (code: string): boolean => ruleFacts.find((rule) => rule.code === code)?.severity === "off";

function known(code: string): string {
  if (CODES.includes(code)) return code;
  throw errors.lint.unknownRule({ rule: code, nearest: nearest(code, CODES) });
}

function severityOf(word: string, value: string): Severity | "off" {
  if (value === "off" || value === "info" || value === "warning" || value === "error") return value;
  const problem = `--severity ${word}: write it as RULE=off, RULE=info, RULE=warning or RULE=error.`;
  throw errors.command.badInput({ problems: [problem], command: "db lint" });
}
