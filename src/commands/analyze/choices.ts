import { readSuppression, ruleFacts, type RuleSettings, type Suppression } from "../../advice/index.ts";
import { errors, nearest, type Severity } from "../../kit/index.ts";

/** What the user has said about rules. */
export interface Choices {
  readonly enable: readonly string[];
  readonly disable: readonly string[];
  /** `index-unused=error` */
  readonly severity: readonly string[];
  readonly rules: Readonly<Record<string, Severity | "off">>;
  readonly suppress: readonly string[];
}

const CODES: readonly string[] = ruleFacts.map(({ code }) => code);

/** --severity and --disable before --enable before the configuration file. Error: `bad-input`. */
export function ruleSettings({ enable, disable, severity, rules }: Choices): RuleSettings {
  const settings = new Map<string, Severity | "off">();
  for (const [code, value] of Object.entries(rules)) settings.set(known(code), value);
  const optional = ruleFacts.filter((rule) => rule.optional).map(({ code }) => code);
  for (const code of enable.flatMap((word) => (word === "all" ? optional : [known(word)])))
    if (settings.get(code) === "off" || !settings.has(code)) settings.set(code, "info");
  for (const code of disable) settings.set(known(code), "off");
  for (const word of severity) {
    const [code = "", value = ""] = word.split("=");
    settings.set(known(code), severityOf(word, value));
  }
  return settings;
}

function known(code: string): string {
  if (CODES.includes(code)) return code;
  const like = nearest(code, CODES);
  return refuse(`There is no rule "${code}"${like === undefined ? "" : `; did you mean ${like}?`}`);
}

function severityOf(word: string, value: string): Severity | "off" {
  if (value === "off" || value === "info" || value === "warning" || value === "error") return value;
  return refuse(`--severity ${word}: write it as RULE=off, RULE=info, RULE=warning or RULE=error.`);
}

/** A suppression without a reason is refused: in a year nobody would know why. Error: `bad-input`. */
export function suppressionsOf({ suppress }: Choices): readonly Suppression[] {
  return suppress.map((text) => {
    const suppression = readSuppression(text);
    if (suppression === undefined)
      return refuse(`--suppress "${text}": write it as "fk-unindexed orders.user_id: the reason".`);
    if (suppression.code !== "*") known(suppression.code);
    return suppression;
  });
}

const refuse = (problem: string): never => {
  throw errors.command.badInput({ problems: [problem], command: "db analyze" });
};
