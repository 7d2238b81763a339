import type { NPlusOne, WatchedStatement } from "../../advice/nplusone/index.ts";
import { formatCount, safeText } from "../../kit/index.ts";
import type { WatchView } from "./view.ts";
import { factLines, milliseconds, noneLine, proofLine, riskLine } from "./words.ts";

const STYLE =
  "body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1b1f24;background:#fff}" +
  "table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #d0d7de;padding:.4rem .6rem;text-align:left;vertical-align:top}" +
  "td:not(:first-child){text-align:right;white-space:nowrap}pre{background:#f6f8fa;padding:.8rem;overflow-x:auto;white-space:pre-wrap}" +
  "@media(prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}pre{background:#161b22}td,th{border-color:#30363d}}";

/** One page without scripts and without anything from elsewhere. */
export function watchHtml(view: WatchView): string {
  const { nPlusOne, statements, notSeen } = view;
  const risks = nPlusOne.length === 0 ? `<p>${escaped(noneLine(view))}</p>` : nPlusOne.map(risk).join("\n");
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Database Watch Report</title><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><meta name="viewport" content="width=device-width"><style>${STYLE}</style></head><body>`,
    `<h1>Database Watch Report</h1>${factLines(view)
      .map((line) => `<p>${escaped(line)}</p>`)
      .join("")}`,
    `<h2>N+1 query risks (${nPlusOne.length} found)</h2>${risks}`,
    `<h2>Most time</h2><table><thead><tr><th>query</th><th>times</th><th>total</th><th>rows</th></tr></thead><tbody>${statements.map(row).join("")}</tbody></table>`,
    notSeen.length === 0 ? "" : `<h2>Not seen</h2>${notSeen.map((line) => `<p>${escaped(line)}</p>`).join("")}`,
    "</body></html>\n",
  ].join("\n");
}

function risk(one: NPlusOne): string {
  const values = one.values.length === 0 ? "" : `<p>Keys: ${escaped(one.values.join(", "))}, …</p>`;
  return `<section><h3>${escaped(riskLine(one))}</h3><p>${escaped(proofLine(one))}</p>${values}<p>The rows</p>${sql(one.parent.sql)}<p>Then, once for each</p>${sql(one.child.sql)}<p>In one query</p>${sql(one.batchedSql)}</section>`;
}

const sql = (text: string): string => `<pre>${escaped(text)}</pre>`;

const row = (one: WatchedStatement): string =>
  `<tr><td><code>${escaped(one.sql)}</code></td><td>${formatCount(one.executions)}</td><td>${milliseconds(one.totalMs)}</td><td>${formatCount(one.rows)}</td></tr>`;

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escaped = (text: string): string => safeText(text).replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
