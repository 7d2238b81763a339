import { formatDecimal, formatPercent } from "../../kit/index.ts";
import { html, page } from "../page/index.ts";
import type { ExplainedView, ExplainView } from "./view.ts";
import { nodeFigures, nodeName, nodeShare, remarkText } from "./words.ts";

/** One page without scripts and without anything from elsewhere: the plan before, and with each index after. */
export function explainHtml(view: ExplainView): string {
  const parts = [
    `<h1>Plans in ${html(view.database)}</h1>`,
    ...view.statements.map(statement),
    ...view.indexes.map(
      (index) =>
        `<section><h2>${html(index.name)}</h2><pre>${html(index.up.join("\n"))}</pre>${index.queries
          .map(
            (query) =>
              `<table><tr><th></th><th>before</th><th>after</th></tr><tr><th>cost</th><td>${formatDecimal(query.costBefore, 1)}</td><td>${formatDecimal(query.costAfter, 1)}</td></tr><tr><th>plan</th><td>${query.scansBefore.map(html).join("<br>")}</td><td>${query.scansAfter.map(html).join("<br>")}</td></tr></table>`,
          )
          .join("")}</section>`,
    ),
    ...view.notes.map((note) => `<p>${html(note)}</p>`),
  ];
  return page(`Plans in ${view.database}`, parts);
}

function statement(one: ExplainedView): string {
  const rows = one.nodes.map((node, at) => {
    const remarks = one.remarks.filter((remark) => remark.at === at).map((remark) => remarkText(remark, node));
    const share = formatPercent(nodeShare(node));
    const notes = remarks.map((text) => `<p class="warning">${html(text)}</p>`).join("");
    const conditions = [node.indexCondition, node.filter, ...node.sortKey].filter((text) => text !== null);
    const code = conditions.map((text) => `<code>${html(text)}</code>`).join(" ");
    return `<tr><td class="number"><meter value="${nodeShare(node).toFixed(3)}" max="1"></meter> ${share}</td><td class="depth" style="--depth:${node.depth}"><b>${html(nodeName(node))}</b> ${code}${notes}</td><td>${html(nodeFigures(node))}</td></tr>`;
  });
  const time = one.executionMs === null ? "" : `, ${formatDecimal(one.executionMs, 2)} ms`;
  return `<section><pre>${html(one.text)}</pre><p>Cost ${formatDecimal(one.cost, 1)}${time}</p><table><thead><tr><th>share</th><th>step</th><th>figures</th></tr></thead><tbody>${rows.join("\n")}</tbody></table></section>`;
}
