import {
  HEAD_HEIGHT,
  layoutOf,
  ROW_HEIGHT,
  type Box,
  type Diagram,
  type DiagramTable,
  type Line,
} from "../../advice/diagram/index.ts";
import { html } from "../page/index.ts";

/** A picture of its own, without scripts and without anything from elsewhere. Findings are drawn in their table. */
export function diagramSvg(diagram: Diagram): string {
  const { width, height, boxes, lines } = layoutOf(diagram);
  const tables = new Map(diagram.tables.map((table) => [table.name, table]));
  const drawn = boxes.flatMap((box) => {
    const table = tables.get(box.name);
    return table === undefined ? [] : [boxOf(box, table)];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="The schema">`,
    STYLE,
    ...lines.map((line) => lineOf(line, diagram)),
    ...drawn,
    "</svg>",
  ].join("\n");
}

const STYLE =
  "<style>text{font:12px system-ui,sans-serif;fill:currentColor}.box{fill:none;stroke:#8b949e}.box.error{stroke:#b3261e;stroke-width:2}.box.warning{stroke:#b98900;stroke-width:2}.line{fill:none;stroke:#8b949e}.line.error{stroke:#b3261e;stroke-width:2}.head{font-weight:600}text.error{fill:#b3261e}text.warning{fill:#8a5a00}text.info{fill:#0b57a4}</style>";

function boxOf({ x, y, width, height }: Box, { name, columns, findings }: DiagramTable): string {
  const text = (row: number, content: string, kind = ""): string =>
    `<text x="${x + 8}" y="${y + HEAD_HEIGHT + row * ROW_HEIGHT + 13}"${kind === "" ? "" : ` class="${kind}"`}>${html(content)}</text>`;
  const rows = columns.map((column, row) => {
    const marks = `${column.isKey ? " PK" : ""}${column.isReference ? " FK" : ""}`;
    return text(row, `${column.name} ${column.type}${column.nullable ? "" : " *"}${marks}`);
  });
  const notes = findings.map(({ code, severity }, row) => text(columns.length + row, `! ${code}`, severity));
  return [
    `<g><rect class="box ${gravest(findings)}" x="${x}" y="${y}" width="${width}" height="${height}" rx="4"/>`,
    `<text class="head" x="${x + 8}" y="${y + 17}">${html(name)}</text>`,
    `<line class="line" x1="${x}" x2="${x + width}" y1="${y + HEAD_HEIGHT - 2}" y2="${y + HEAD_HEIGHT - 2}"/>`,
    ...rows,
    ...notes,
    "</g>",
  ].join("");
}

function gravest(findings: DiagramTable["findings"]): string {
  if (findings.some(({ severity }) => severity === "error")) return "error";
  return findings.some(({ severity }) => severity === "warning") ? "warning" : "";
}

function lineOf({ from, to, x1, y1, x2, y2 }: Line, { links }: Diagram): string {
  const link = links.find((one) => one.from === from && one.to === to);
  const bend = Math.max(40, Math.abs(x1 - x2) / 2);
  const [c1, c2] = x1 < x2 ? [x1 + bend, x2 - bend] : [x1 - bend, x2 + bend];
  const kind = link?.isUnindexed === true ? "line error" : "line";
  return `<path class="${kind}" d="M${x1} ${y1} C${c1} ${y1} ${c2} ${y2} ${x2} ${y2}"><title>${html(`${from}(${(link?.columns ?? []).join(", ")}) → ${to}`)}</title></path>`;
}
