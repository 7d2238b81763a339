import type { Analysis } from "../../advice/index.ts";
import { formatBytes, formatCount, type Finding, type Severity } from "../../kit/index.ts";
import { diagramSvg } from "../diagram/index.ts";
import { html, page } from "../page/index.ts";
import { plansHtml } from "../plans/index.ts";
import { milliseconds } from "./cells.ts";
import { notSeenSection } from "./not-seen.ts";
import { nPlusOneSection } from "./n-plus-one.ts";
import type { Section } from "./section.ts";
import { advicePage, adviceSentence } from "./sentence.ts";
import { slowSection } from "./slow.ts";

const ORDER: readonly Severity[] = ["error", "warning", "info"];
/** A picture of more tables is no picture. */
const MOST_DRAWN = 150;

/** The report as one page: each finding with its reason, its evidence and its mend, and the schema with the findings on it. */
export function analysisHtml(analysis: Analysis): string {
  const { source, totals, counts } = analysis;
  const rows = `${totals.rowsExact ? "" : "~"}${formatCount(totals.rows)}`;
  const { error, warning, info } = counts;
  return page(`Database Analysis Report: ${source.database}`, [
    "<h1>Database Analysis Report</h1>",
    `<p>${html(source.database)} · Tables: ${formatCount(totals.tables)} · Total rows: ${rows} · <span class="error">${error} errors</span>, <span class="warning">${warning} warnings</span>, <span class="info">${info} notes</span></p>`,
    ...ORDER.flatMap((severity) => group(analysis, severity)),
    suggestions(analysis),
    plans(analysis),
    section(nPlusOneSection(analysis)),
    section(slowSection(analysis)),
    picture(analysis),
    tables(analysis),
    section(notSeenSection(analysis)),
  ]);
}

const TITLES: Readonly<Record<Severity, string>> = { error: "Errors", warning: "Warnings", info: "Notes" };

function group({ findings }: Analysis, severity: Severity): readonly string[] {
  const some = findings.filter((finding) => finding.severity === severity);
  return some.length === 0 ? [] : [`<section><h2>${TITLES[severity]}</h2>${some.map(details).join("\n")}</section>`];
}

function details(finding: Finding): string {
  const known = advicePage(finding.code);
  const timing = finding.evidence["averageQueryMs"];
  const time = typeof timing === "number" ? ` (${milliseconds(timing)} avg query time)` : "";
  const wrong =
    known?.wrongWhen === undefined ? "" : `<p><b>What would prove it wrong:</b> ${html(known.wrongWhen)}</p>`;
  const fix = finding.fix === undefined ? "" : `<pre>${html(finding.fix)}</pre>`;
  const rows = Object.entries(finding.evidence).map(
    ([name, value]) =>
      `<tr><th>${html(name)}</th><td>${html(typeof value === "string" ? value : JSON.stringify(value))}</td></tr>`,
  );
  return `<details><summary><span class="${finding.severity}">${html(finding.code)}</span> ${html(adviceSentence(finding))}${time}</summary><p>${html(known?.why ?? "")}</p>${wrong}<p>${html(known?.mend ?? "")}</p>${fix}<table>${rows.join("")}</table></details>`;
}

function suggestions({ suggestions: all }: Analysis): string {
  const items = all.map(({ up }) => `<li><pre>${html(up.join("\n"))}</pre></li>`);
  return items.length === 0 ? "" : `<section><h2>Suggested migrations</h2><ol>${items.join("")}</ol></section>`;
}

/** What the planner makes of each suggested index, where it was asked. */
function plans({ plans: seen }: Analysis): string {
  if (seen === null) return "";
  const { engine, indexes, problem } = seen;
  const asked =
    engine === null ? "" : `<p>By the planner of ${html(engine)}, with the statistics of the database and no row.</p>`;
  const lines = problem === null ? asked : `<p class="warning">${html(problem)}</p>`;
  const parts = indexes.map(({ index, queries, refused }) => {
    const none = `<p>${html(refused ?? "The planner goes by it in no statement that was seen.")}</p>`;
    return `<h3>${html(index)}</h3>${queries.length === 0 ? none : queries.map(plansHtml).join("\n")}`;
  });
  if (lines === "" && parts.length === 0) return "";
  return `<section><h2>Plans before and after</h2>${lines}${parts.join("\n")}</section>`;
}

const section = ({ title, lines }: Section): string =>
  `<section><h2>${html(title)}</h2><ul>${lines.map((line) => `<li>${html(line)}</li>`).join("")}</ul></section>`;

function picture({ diagram }: Analysis): string {
  if (diagram.tables.length === 0 || diagram.tables.length > MOST_DRAWN) return "";
  return `<section><h2>The schema</h2><div class="scroll" tabindex="0">${diagramSvg(diagram)}</div></section>`;
}

function tables({ tables: all }: Analysis): string {
  const rows = all.map(({ schema, name, rows: count, sizeBytes }) => {
    const known = count === null ? "?" : formatCount(count);
    return `<tr><td>${html(schema === "public" ? name : `${schema}.${name}`)}</td><td class="number">${known}</td><td class="number">${formatBytes(sizeBytes)}</td></tr>`;
  });
  return `<section><h2>Tables</h2><table><thead><tr><th>table</th><th>rows</th><th>size</th></tr></thead><tbody>${rows.join("\n")}</tbody></table></section>`;
}
