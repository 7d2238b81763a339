import { escapeHtml, htmlOf, type Content } from "./markup.ts";

const STYLE =
  "body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;color:#1b1f24;background:#fff}" +
  ".scroll{overflow-x:auto}table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #d0d7de;padding:.35rem .6rem;text-align:left;vertical-align:top}" +
  ".number{text-align:right;font-variant-numeric:tabular-nums}pre{background:#f6f8fa;padding:.8rem;overflow-x:auto}" +
  ".facts{color:#57606a}.good{color:#1a7f37}.bad{color:#b3261e}.open{color:#8a5a00}" +
  "@media(prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}pre{background:#161b22}td,th{border-color:#30363d}" +
  ".facts{color:#9198a1}.good{color:#7ee787}.bad{color:#ff8a80}.open{color:#f0c36d}}";

export interface Page {
  readonly title: string;
  /** Below the title, one line. */
  readonly facts: string;
  /** How it came out, in a few words, and whether that is good. */
  readonly verdict: { readonly words: string; readonly tone: "good" | "bad" | "open" };
  readonly body: readonly Content[];
}

/** A whole page without scripts and without anything from elsewhere. */
export function pageHtml({ title, facts, verdict, body }: Page): string {
  return [
    `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">`,
    `<title>${escapeHtml(title)}</title>\n<style>${STYLE}</style>\n</head>\n<body>`,
    `<h1>${escapeHtml(title)}</h1>\n<p class="facts">${escapeHtml(facts)}</p>`,
    `<p class="${verdict.tone}"><strong>${escapeHtml(verdict.words)}</strong></p>`,
    ...body.map(htmlOf).filter((part) => part !== ""),
    "</body>\n</html>\n",
  ].join("\n");
}
