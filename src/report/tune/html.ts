import { formatDecimal, formatPercent, safeText } from "../../kit/index.ts";
import { costText, priceText, reasonText, shortText } from "../indexes/index.ts";
import { PLAN_STYLE } from "../page/index.ts";
import { plansHtml } from "../plans/index.ts";
import { proofLine, riskLine } from "../watch/index.ts";
import type { TuneRoute, TuneView } from "./view.ts";
import { aboutLines, appliedText, changeText, rateLine, timeText } from "./words.ts";

const STYLE =
  ":root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem;color:#1b1f24;background:#fff}" +
  "h1{font-size:1.4rem}h2{font-size:1.15rem;margin-top:2rem}h3{font-size:1rem;overflow-wrap:anywhere}.scroll{overflow-x:auto}" +
  "table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #d0d7de;padding:.4rem .6rem;text-align:left;vertical-align:top}" +
  ".number{text-align:right;white-space:nowrap}.faster{color:#1a7f37}.slower{color:#cf222e}" +
  "pre{background:#f6f8fa;padding:.8rem;white-space:pre-wrap;overflow-wrap:anywhere}" +
  "@media(prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}pre{background:#161b22}td,th{border-color:#30363d}.faster{color:#3fb950}.slower{color:#f85149}}";

/** One page without scripts and without anything from elsewhere. */
export function tuneHtml(view: TuneView): string {
  const { database, api } = view;
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Tune Report</title><meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"><style>${STYLE}${PLAN_STYLE}</style></head><body><main>`,
    `<h1>Tune Report</h1><p>${escaped(database.name)}, PostgreSQL ${escaped(database.serverVersion)}</p><p>API: ${escaped(api.command ?? api.url)}</p>`,
    part("Before and after", comparison(view)),
    part(
      "Migration",
      `<p>${escaped(appliedText(view))}</p>${view.migration === null ? "" : code(view.migration.up.join("\n"))}`,
    ),
    part(`Indexes (${view.suggestions.length} proven)`, view.suggestions.map(index).join("")),
    part("Why not", list(view.whyNot.map((one) => `${shortText(one.what)}: ${reasonText(one)}`))),
    ...(view.unplanned.length === 0
      ? []
      : [
          part(
            "Not planned",
            list(view.unplanned.map(({ text, origin, reason }) => `${shortText(text)}: ${reason} (${origin})`)),
          ),
        ]),
    part(`N+1 queries (${view.nPlusOne.length} proven)`, view.nPlusOne.map(risk).join("")),
    part(
      "N+1 suspected, not proven",
      view.suspected.map((one) => `<p>${escaped(`${one.route} (${one.foreignKey})`)}</p>${code(one.child)}`).join(""),
    ),
    part(
      "Routes",
      table(["Route", "Statements", "ms", "In the database", "Dearest statement"], view.routes.map(routeRow)),
    ),
    part("About these figures", list(aboutLines(view))),
    "</main></body></html>\n",
  ].join("\n");
}

const part = (title: string, body: string): string =>
  `<section><h2>${escaped(title)}</h2>${body === "" ? "<p>none</p>" : body}</section>`;

const list = (lines: readonly string[]): string =>
  lines.length === 0 ? "" : `<ul>${lines.map((line) => `<li>${escaped(line)}</li>`).join("")}</ul>`;

const table = (heads: readonly string[], rows: readonly string[]): string =>
  `<div class="scroll" tabindex="0"><table><thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join("")}</tr></thead><tbody>${rows.join("\n")}</tbody></table></div>`;

const number = (text: string): string => `<td class="number">${text}</td>`;

function comparison({ comparison: load }: TuneView): string {
  if (load === null) return "";
  const rows = load.routes.flatMap(({ route, measures }) =>
    measures.map((one) => {
      const said = load.mode === "before-only" ? "" : changeText(one);
      const look = one.verdict === "no-difference-shown" ? "" : ` class="${one.verdict}"`;
      return `<tr><td>${escaped(route)}</td><td>${one.name}</td>${number(timeText(one.beforeMs))}${number(timeText(one.afterMs))}<td${look}>${escaped(said)}</td></tr>`;
    }),
  );
  return (
    `<p>${escaped(rateLine(load.rate))}</p>` + table(["Route", "Quantile", "Before, ms", "After, ms", "Change"], rows)
  );
}

function index(one: TuneView["suggestions"][number]): string {
  const rows = one.queries.map((query) => {
    const plan = (scans: readonly string[]): string => `<td>${scans.map(escaped).join("<br>")}</td>`;
    return `<tr><td>${escaped(query.origin)}</td><td><code>${escaped(query.text)}</code></td>${number(costText(query.costBefore))}${number(costText(query.costAfter))}${plan(query.scansBefore)}${plan(query.scansAfter)}</tr>`;
  });
  const heads = ["Routes", "Query", "Cost before", "Cost after", "Plan before", "Plan after"];
  return `<h3>${escaped(one.name)}</h3>${code(one.up.join("\n"))}<p>${escaped(`${one.kind} index, ${priceText(one)}`)}</p>${table(heads, rows)}${one.queries.map(plansHtml).join("")}`;
}

function risk(one: TuneView["nPlusOne"][number]): string {
  const values = one.values.length === 0 ? "" : `<p>Keys: ${escaped(one.values.join(", "))}, …</p>`;
  return `<h3>${escaped(riskLine(one))}</h3><p>On ${escaped(one.routes.join(", "))}</p><p>${escaped(proofLine(one))}</p>${values}<p>The rows</p>${code(one.parent.sql)}<p>Then, once for each</p>${code(one.child.sql)}<p>In one query</p>${code(one.batchedSql)}`;
}

function routeRow({ route, statementsPerRequest, requestMs, databaseShare, statements }: TuneRoute): string {
  const [dearest] = statements;
  return `<tr><td>${escaped(route)}</td>${number(formatDecimal(statementsPerRequest, 1))}${number(timeText(requestMs))}${number(formatPercent(databaseShare))}<td><code>${escaped(dearest?.statement ?? "")}</code></td></tr>`;
}

const code = (text: string): string => `<pre>${escaped(text)}</pre>`;

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escaped = (text: string): string => safeText(text).replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
