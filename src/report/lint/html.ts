import { safeLine, safeText } from "../../kit/index.ts";
import type { LintReport, ReportedFile, ReportedFinding } from "../../lint/index.ts";
import { proofLines } from "./proof.ts";
import { summaryLine, targetLine } from "./summary.ts";

const STYLE =
  "body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1b1f24;background:#fff}" +
  "table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #d0d7de;padding:.4rem .6rem;text-align:left;vertical-align:top}" +
  "pre{background:#f6f8fa;padding:.8rem;overflow-x:auto}.error{color:#b3261e}.warning{color:#8a5a00}.info{color:#0b57a4}" +
  "@media(prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}pre{background:#161b22}td,th{border-color:#30363d}.error{color:#ff8a80}.warning{color:#f0c36d}.info{color:#8ab4f8}}";

/** One page without scripts and without anything from elsewhere. */
export function lintHtml(report: LintReport): string {
  const files = [...new Map(report.files.map((one) => [`${one.file} ${one.direction}`, one])).values()];
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Migrations</title><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><meta name="viewport" content="width=device-width"><style>${STYLE}</style></head><body>`,
    `<h1>Migrations</h1><p>${html(summaryLine(report))}</p><p>${html(targetLine(report))}</p>`,
    ...files.map((file) => section(file, report)),
    "</body></html>\n",
  ].join("\n");
}

function section(one: ReportedFile, { findings }: LintReport): string {
  const own =
    one.direction === "down" && findings.length === 0
      ? []
      : findings.filter(({ subject }) => subject.file === one.file);
  const proof = proofLines(one).join("\n").trim();
  const rows = own.map(row).join("\n");
  const table =
    own.length === 0
      ? "<p>Nothing found.</p>"
      : `<table><thead><tr><th>line</th><th>severity</th><th>what</th></tr></thead><tbody>${rows}</tbody></table>`;
  return `<section><h2>${html(safeLine(one.file))}</h2>${table}${proof === "" ? "" : `<pre>${html(proof)}</pre>`}</section>`;
}

function row({ subject, severity, message, code, fix }: ReportedFinding): string {
  const safe = fix === null ? "" : `<pre>${html(safeText(fix))}</pre>`;
  return `<tr><td>${subject.line ?? 1}</td><td class="${severity}">${severity}</td><td>${html(message)} <code>${html(code)}</code>${safe}</td></tr>`;
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
]);

const html = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => ENTITIES.get(character) ?? character);
