import { safeLine } from "../../../kit/index.ts";

/** What would be played. */
export interface ScenarioCheck {
  readonly file: string;
  readonly kind: string;
  readonly target: string;
  readonly flows: readonly { readonly name: string; readonly weight: number; readonly steps: readonly string[] }[];
  readonly saved: string | null;
}

/** The flows with their steps. */
export function scenarioCheckText({ file, kind, target, flows, saved }: ScenarioCheck): string {
  const lines = flows.flatMap(({ name, weight, steps }) => [
    `${safeLine(name)} (weight ${weight}):`,
    ...steps.map((step) => `  ${safeLine(step)}`),
  ]);
  const head = [`${safeLine(file)} is a usable ${kind} for ${safeLine(target)}. Nothing was sent.`, ""];
  return [...head, ...lines, ...(saved === null ? [] : ["", `Scenario written to ${safeLine(saved)}`])].join("\n");
}

/** The same as a page. */
export function scenarioCheckHtml(check: ScenarioCheck): string {
  return `<!doctype html><meta charset="utf-8"><title>Scenario</title><pre>${escaped(scenarioCheckText(check))}</pre>\n`;
}

/** One test case, which passed: a file with mistakes is an error before. */
export function scenarioCheckJunit({ file }: ScenarioCheck): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuite name="load run" tests="1" failures="0"><testcase name="${escaped(safeLine(file))}"/></testsuite>\n`;
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
