import { safeLine, safeText } from "../../kit/index.ts";

/** What the report needs of the command's output. */
export interface SpecReport {
  readonly root: string;
  readonly frameworks: readonly string[];
  readonly operations: readonly {
    readonly method: string;
    readonly path: string;
    readonly file: string;
    readonly line: number;
    readonly isResolved: boolean;
  }[];
  readonly version: string;
  readonly file: string | null;
  readonly action: string;
  readonly text: string;
}

/** The document itself where it has no file, else what was found and where it went. */
export function specText(report: SpecReport): string {
  if (report.file === null) return safeText(report.text);
  const { operations, frameworks } = report;
  return `${[
    `Found ${operations.length} ${operations.length === 1 ? "operation" : "operations"}${frameworks.length > 0 ? ` (${frameworks.join(", ")})` : ""}`,
    ...operations.map(operationLine),
    outcome(report),
  ].join("\n")}\n`;
}

const operationLine = ({ method, path, file, line, isResolved }: SpecReport["operations"][number]): string =>
  safeLine(`- ${method} ${path} (${file}:${line})${isResolved ? "" : " not all resolved"}`);

const WORDS: ReadonlyMap<string, string> = new Map([
  ["created", "Wrote OpenAPI"],
  ["updated", "Updated OpenAPI"],
  ["unchanged", "Already up to date: OpenAPI"],
  ["drifted", "The code says something else (nothing was written): OpenAPI"],
]);

const outcome = ({ action, version, file }: SpecReport): string =>
  safeLine(`${WORDS.get(action) ?? "OpenAPI"} ${version}: ${file ?? ""}`);
