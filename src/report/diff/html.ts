import { fileSections } from "./html-files.ts";
import { html, pill } from "./html-text.ts";
import { proofSection } from "./html-proof.ts";
import { type DiffView, type HazardView, unmodelledLines, VERBS } from "./view.ts";

const STYLE =
  ":root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem;color:#1b1f24;background:#fff;overflow-wrap:anywhere}" +
  "h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem}.scroll{overflow-x:auto}" +
  "table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #d0d7de;padding:.4rem .6rem;text-align:left;vertical-align:top}" +
  "td,th{min-width:5rem}td:first-child{min-width:2rem}ul{margin:0;padding-left:1.1rem}pre{background:#f6f8fa;padding:.8rem;overflow-x:auto;white-space:pre-wrap;overflow-wrap:anywhere}" +
  ".error{color:#b3261e}.warning{color:#8a5a00}.info{color:#57606a}.pill{border:1px solid currentColor;border-radius:1rem;font-size:.8rem;padding:0 .5rem;white-space:nowrap}" +
  "@media(prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}pre{background:#161b22}td,th{border-color:#30363d}.error{color:#ff8a80}.warning{color:#f0c36d}.info{color:#9aa4af}}";

/** One page without scripts and without anything from elsewhere: changes, hazards, statements, files, proof. */
export function diffHtml(view: DiffView): string {
  const title = `${html(view.current)} → ${html(view.desired)}`;
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"><style>${STYLE}</style></head><body><main>`,
    `<h1>${title}</h1><p>For PostgreSQL ${view.pgVersion}. ${html(summary(view))}</p>`,
    ...(view.isSame ? [] : [changeTable(view), hazardTable(view)]),
    unread(view),
    proofSection(view),
    ...fileSections(view),
    "</main></body></html>\n",
  ].join("\n");
}

function summary({ isSame, changes, files }: DiffView): string {
  if (isSame) return "No differences.";
  const objects = changes.length === 1 ? "1 object changes" : `${changes.length} objects change`;
  return files.length === 0
    ? `${objects}.`
    : `${objects}, in ${files.length === 1 ? "1 file" : `${files.length} files`}.`;
}

function changeTable({ changes }: DiffView): string {
  const rows = changes.map(({ verb, kind, name, parts, hazards }) => {
    const cells = [VERBS[verb], kind, name, parts.join(", ")].map((cell) => `<td>${html(cell)}</td>`);
    const list = hazards.map(({ severity, what }) => `<li class="${severity}">${html(what)}</li>`).join("");
    return `<tr>${cells.join("")}<td>${list === "" ? "" : `<ul>${list}</ul>`}</td></tr>`;
  });
  return table("Changes", ["Change", "Kind", "Name", "What of it", "Hazards"], rows);
}

/** Each hazard once, the gravest first, with the objects that bring it. */
function hazardTable({ changes }: DiffView): string {
  const found = new Map<string, { readonly hazard: HazardView; readonly names: readonly string[] }>();
  for (const { name, hazards } of changes)
    for (const hazard of hazards) {
      const names = found.get(hazard.what)?.names ?? [];
      found.set(hazard.what, { hazard, names: names.includes(name) ? names : [...names, name] });
    }
  const sorted = ["error", "warning", "info"].flatMap((severity) =>
    [...found.values()].filter(({ hazard }) => hazard.severity === severity),
  );
  const rows = sorted.map(
    ({ hazard, names }) =>
      `<tr><td>${pill(hazard.severity)}</td><td><code>hazard-${html(hazard.code)}</code></td><td>${html(hazard.lockMode ?? "")}</td><td>${html(hazard.relation ?? "")}</td><td>${html(hazard.what)}</td><td>${html(names.join(", "))}</td></tr>`,
  );
  return table("Hazards", ["Severity", "Code", "Lock", "Table", "What", "Brought by"], rows);
}

function unread(view: DiffView): string {
  const items = unmodelledLines(view).map((line) => `<li class="warning">${html(line)}</li>`);
  return items.length === 0 ? "" : `<section><h2>Not compared</h2><ul>${items.join("\n")}</ul></section>`;
}

function table(title: string, heads: readonly string[], rows: readonly string[]): string {
  if (rows.length === 0) return "";
  const head = heads.map((one) => `<th scope="col">${one}</th>`).join("");
  return `<section><h2>${title}</h2><div class="scroll" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>${rows.join("\n")}</tbody></table></div></section>`;
}
