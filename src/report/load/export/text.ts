import { formatBytes, safeLine, type Finding } from "../../../kit/index.ts";
import { exportSentence } from "../../findings/index.ts";

/** What an export answers. */
export interface Exported {
  readonly tool: "k6" | "locust";
  readonly source: string;
  readonly target: string;
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
  readonly environment: readonly { readonly name: string; readonly what: string | null }[];
  readonly findings: readonly Finding[];
  readonly warnings: readonly string[];
  readonly next: readonly string[];
}

/** The files, what the script asks for, what the tool cannot say, and the next line to type. */
export function exportText(exported: Exported): string {
  const { tool, source, target, files, environment, findings, warnings, next } = exported;
  const lines = [
    `${safeLine(source)} for ${tool}, against ${safeLine(target)}`,
    "",
    ...files.map(({ path, bytes }) => `  ${safeLine(path)}  ${formatBytes(bytes)}`),
    ...titled("The script reads from the environment; no secret was written:", environment.map(asked)),
    ...titled(
      `What ${tool} says otherwise, or not at all:`,
      findings.map((one) => safeLine(exportSentence(one))),
    ),
    ...titled("Of the source:", warnings.map(safeLine)),
    ...titled("Next:", next.map(safeLine)),
  ];
  return lines.join("\n");
}

const titled = (title: string, rows: readonly string[]): readonly string[] =>
  rows.length === 0 ? [] : ["", title, ...rows.map((row) => `  ${row}`)];

const asked = ({ name, what }: Exported["environment"][number]): string =>
  what === null ? name : `${name}  (${safeLine(what)})`;
