import type { HelpedQuery, IndexSuggestion } from "../../advice/indexes/index.ts";
import { formatBytes } from "../../kit/index.ts";
import { PLAN_STYLE } from "../page/index.ts";
import { plansHtml } from "../plans/index.ts";
import { verifiedLines } from "./verified.ts";
import { callsText, costText, type IndexAdviceView, priceText, reasonText, shortText } from "./view.ts";

const STYLE =
  ":root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem;color:#1b1f24;background:#fff}" +
  "h1{font-size:1.4rem;overflow-wrap:anywhere}h2{font-size:1.1rem;margin-top:2rem;overflow-wrap:anywhere}.scroll{overflow-x:auto}" +
  "table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #d0d7de;padding:.4rem .6rem;text-align:left;vertical-align:top}" +
  "td{overflow-wrap:anywhere}.number{text-align:right;white-space:nowrap}pre{background:#f6f8fa;padding:.8rem;overflow-x:auto;white-space:pre-wrap;overflow-wrap:anywhere}" +
  "@media(prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}pre{background:#161b22}td,th{border-color:#30363d}}";

/** One page without scripts and without anything from elsewhere: each index with its queries, before and after. */
export function indexAdviceHtml(view: IndexAdviceView): string {
  const title = `Index suggestions for ${html(view.source.name)}`;
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"><style>${STYLE}${PLAN_STYLE}</style></head><body><main>`,
    `<h1>${title}</h1><p>${view.suggestions.length} proven of ${view.workload.candidates} candidates, ${view.workload.planned} queries planned.</p>`,
    ...view.suggestions.map(suggestion),
    list(
      "Foreign keys without an index, not proven",
      view.foreignKeys.map(({ subject, up }) => `${subject}: ${up.join(" ")}`),
    ),
    list(
      "Why not",
      view.whyNot.map((one) => `${shortText(one.what)} — ${reasonText(one)}`),
    ),
    list(
      "Not planned",
      view.unplanned.map(({ text, reason }) => `${shortText(text)} — ${reason}`),
    ),
    list("Built and measured", view.verified === null ? [] : verifiedLines(view.verified)),
    list("About these figures", view.notes),
    "</main></body></html>\n",
  ].join("\n");
}

function suggestion(one: IndexSuggestion): string {
  const heads = ["Query", "Calls", "Cost before", "Cost after", "Plan before", "Plan after"];
  const head = heads.map((name) => `<th scope="col">${name}</th>`).join("");
  const replaced = one.replaces.map(
    ({ index, sizeBytes, drop }) =>
      `<p>Makes ${html(index)} unnecessary (${formatBytes(sizeBytes)}): <code>${html(drop)}</code></p>`,
  );
  return `<section><h2>${html(one.name)}</h2><pre>${html(one.up.join("\n"))}</pre><p>${one.kind} index, ${html(priceText(one))}.</p>${replaced.join("")}<div class="scroll" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>${one.queries.map(row).join("\n")}</tbody></table></div>${one.queries.map(plansHtml).join("\n")}</section>`;
}

function row(query: HelpedQuery): string {
  const plan = (scans: readonly string[]): string => `<td>${scans.map(html).join("<br>")}</td>`;
  return `<tr><td><code>${html(shortText(query.text))}</code></td><td>${html(callsText(query))}</td><td class="number">${costText(query.costBefore)}</td><td class="number">${costText(query.costAfter)}</td>${plan(query.scansBefore)}${plan(query.scansAfter)}</tr>`;
}

const list = (title: string, lines: readonly string[]): string =>
  lines.length === 0
    ? ""
    : `<section><h2>${title}</h2><ul>${lines.map((line) => `<li>${html(line)}</li>`).join("\n")}</ul></section>`;

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
]);

const html = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => ENTITIES.get(character) ?? character);
