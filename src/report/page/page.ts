import { safeText } from "../../kit/index.ts";
import { PLAN_STYLE } from "./plan-style.ts";

const STYLE =
  ":root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:80rem;padding:0 1rem;color:#1b1f24;background:#fff}" +
  "h1{font-size:1.4rem;overflow-wrap:anywhere}h2{font-size:1.1rem;margin-top:2rem;overflow-wrap:anywhere}h3{font-size:1rem;margin-bottom:.2rem;overflow-wrap:anywhere}" +
  "table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #d0d7de;padding:.4rem .6rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}" +
  "pre{background:#f6f8fa;padding:.8rem;overflow-x:auto;white-space:pre-wrap;overflow-wrap:anywhere}.number{white-space:nowrap}.depth{padding-left:calc(.6rem + var(--depth)*1.2rem)}" +
  ".error{color:#b3261e}.warning{color:#8a5a00}.info{color:#0b57a4}details{margin:.4rem 0}.scroll{overflow-x:auto}svg{max-width:none}" +
  "@media(prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}pre{background:#161b22}td,th{border-color:#30363d}.error{color:#ff8a80}.warning{color:#f0c36d}.info{color:#8ab4f8}svg text.error{fill:#ff8a80}svg text.warning{fill:#f0c36d}svg text.info{fill:#8ab4f8}}";

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** The whole document; the parts are HTML already. */
export function page(title: string, parts: readonly string[]): string {
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${html(title)}</title><meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}"><style>${STYLE}${PLAN_STYLE}</style></head><body><main>`,
    ...parts,
    "</main></body></html>\n",
  ].join("\n");
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
]);

/** Text of anybody as text of HTML. */
export const html = (text: string): string =>
  safeText(text).replaceAll(/[&<>"]/g, (character) => ENTITIES.get(character) ?? character);
