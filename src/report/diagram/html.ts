import type { Diagram } from "../../advice/diagram/index.ts";
import { html, page } from "../page/index.ts";
import { diagramSvg } from "./svg.ts";

/** The picture on a page, with the list of what was found below it. */
export function diagramHtml(diagram: Diagram): string {
  const rows = diagram.tables.flatMap(({ findings }) =>
    findings.map(
      ({ code, severity, subject }) =>
        `<tr><td class="${severity}">${severity}</td><td>${html(subject)}</td><td><code>${html(code)}</code></td></tr>`,
    ),
  );
  const list =
    rows.length === 0
      ? "<p>Nothing found.</p>"
      : `<table><thead><tr><th>severity</th><th>what</th><th>finding</th></tr></thead><tbody>${rows.join("\n")}</tbody></table>`;
  return page("The schema", ["<h1>The schema</h1>", `<div class="scroll">${diagramSvg(diagram)}</div>`, list]);
}
