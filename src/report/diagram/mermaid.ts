import type { Diagram, DiagramColumn, DiagramLink, DiagramTable } from "../../advice/diagram/index.ts";
import { safeLine } from "../../kit/index.ts";

/** An erDiagram of Mermaid; findings stand beside the columns as comments. Source: Mermaid's manual, "Entity Relationship Diagrams". */
export function diagramText({ tables, links }: Diagram): string {
  return `${["erDiagram", ...tables.flatMap(tableLines), ...links.map(linkLine)].join("\n")}\n`;
}

/** The same in a fence, as GitHub draws it. */
export const diagramMarkdown = (diagram: Diagram): string => `\`\`\`mermaid\n${diagramText(diagram)}\`\`\`\n`;

function tableLines(table: DiagramTable): readonly string[] {
  const notes = table.findings
    .filter(({ severity }) => severity !== "info")
    .map(({ code, subject }) => `%% ${safeLine(`${subject}: ${code}`)}`);
  return [`  ${quoted(table.name)} {`, ...table.columns.map((column) => `    ${columnLine(column)}`), "  }", ...notes];
}

/** A type and a name are words here: what is not letter, digit, underline or bracket becomes an underline. */
function columnLine({ name, type, isKey, isReference }: DiagramColumn): string {
  const marks = [isKey ? "PK" : "", isReference ? "FK" : ""].filter((mark) => mark !== "").join(", ");
  return `${word(type)} ${word(name)} ${marks}`.trimEnd();
}

const word = (text: string): string => text.replaceAll(/[^\p{L}\p{N}_]+/gu, "_").replace(/^(?=[^\p{L}_])/u, "_") || "_";

function linkLine({ from, to, columns, isOptional, isUnique }: DiagramLink): string {
  const many = isUnique ? "o|" : "o{";
  return `  ${quoted(to)} ${isOptional ? "|o" : "||"}--${many} ${quoted(from)} : ${quoted(columns.join(", "))}`;
}

/** A quoted name holds anything but quotes, backslashes, percent signs and line ends. */
const quoted = (text: string): string => `"${safeLine(text).replaceAll(/["\\%]/g, "'")}"`;
