import { dump } from "js-yaml";
import type { ScenarioFile } from "../scenario/format/index.ts";

/** A scenario file as YAML that a person goes on with. */
export function scenarioYaml(file: ScenarioFile, from: string): string {
  const head = `# Made by \`backwright load run\` from ${from.replaceAll(/[\r\n]+/g, " ")}. docs/scenarios.md says what may stand here.\n`;
  return head + dump(file, { lineWidth: 120, noRefs: true });
}
