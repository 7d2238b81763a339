import { type DiffView, placed, proofLines, unmodelledLines, VERBS } from "./view.ts";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

const STYLE =
  "body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}" +
  "table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #ccc;padding:.3rem .6rem;text-align:left;vertical-align:top}" +
  "pre{background:#f4f4f4;padding:1rem;overflow:auto}@media(prefers-color-scheme:dark){body{background:#111;color:#eee}pre{background:#222}}";

/** One page without anything from elsewhere. */
export function diffHtml(view: DiffView): string {
  const title = `${escape(view.current)} → ${escape(view.desired)}`;
  const notes = [...unmodelledLines(view), ...proofLines(view)].map((line) => `<p>${escape(line)}</p>`).join("");
  const body = view.isSame ? `<p>No differences.</p>${notes}` : `${table(view)}${notes}${files(view)}`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><style>${STYLE}</style><h1>${title}</h1>${body}</html>\n`;
}

function table({ changes }: DiffView): string {
  const rows = changes.map(({ verb, kind, name, parts, hazards }) => {
    const cells = [VERBS[verb], kind, name, parts.join(", "), hazards.map(({ what }) => what).join("; ")];
    return `<tr>${cells.map((cell) => `<td>${escape(cell)}</td>`).join("")}</tr>`;
  });
  const heads = ["Change", "Kind", "Name", "What", "Hazards"].map((head) => `<th scope="col">${head}</th>`).join("");
  return `<table><thead><tr>${heads}</tr></thead><tbody>${rows.join("")}</tbody></table>`;
}

const files = (view: DiffView): string =>
  view.files
    .flatMap(({ file, sql, rollbackFile, rollbackSql }) => [
      `<h2>${escape(placed(view, file))}</h2><pre>${escape(sql)}</pre>`,
      `<details><summary>${escape(placed(view, rollbackFile))}</summary><pre>${escape(rollbackSql)}</pre></details>`,
    ])
    .join("");
