import type { LoadReport } from "../../../load/result/index.ts";
import { familiesOf, type Family, type Point } from "./families.ts";

const PREFIX = "backwright_load";

/**
 * The figures in Prometheus's text exposition format 0.0.4, for the textfile collector or a push gateway. Times are seconds.
 *
 * @example
 * loadPrometheus(report).split("\n")[1]; // "# TYPE backwright_load_requests_total counter"
 */
export function loadPrometheus(report: LoadReport): string {
  const target = { target: report.target.url };
  return familiesOf(report)
    .flatMap((family) => familyLines(family, target))
    .map((line) => `${line}\n`)
    .join("");
}

function familyLines(family: Family, common: Point["labels"]): readonly string[] {
  const name = `${PREFIX}_${family.name}${family.kind === "counter" ? "_total" : ""}`;
  return [
    `# HELP ${name} ${family.help}`,
    `# TYPE ${name} ${family.kind}`,
    ...family.points.map(({ labels, value }) => `${name}{${labelText({ ...common, ...labels })}} ${value}`),
  ];
}

const labelText = (labels: Point["labels"]): string =>
  Object.entries(labels)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(",");

const escaped = (value: string): string =>
  value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
