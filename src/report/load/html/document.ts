import { createHash } from "node:crypto";
import { CHART_SCRIPT, REPORT_STYLE, UPLOT_LICENSE, UPLOT_SCRIPT, UPLOT_STYLE } from "./assets.ts";
import { details, element, htmlOf, type Markup } from "./elements.ts";
import { embeddedJson, escapeHtml } from "./escape.ts";

const SCRIPT = `${UPLOT_SCRIPT}\n${CHART_SCRIPT}`;
const STYLE = `${UPLOT_STYLE}\n${REPORT_STYLE}`;

export interface Page {
  readonly title: string;
  /** Below the title, one line. */
  readonly facts: string;
  readonly body: Markup;
  /** What the charts read, and what a reader may save. */
  readonly data: unknown;
}

/** A whole page that needs nothing else: it loads nothing, and its policy allows nothing but its own script and style. */
export function htmlDocument({ title, facts, body, data }: Page): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; script-src '${hashOf(SCRIPT)}'; style-src '${hashOf(STYLE)}'; base-uri 'none'; form-action 'none'">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<main>
<header>
<h1>${escapeHtml(title)}</h1>
<p class="facts">${escapeHtml(facts)}</p>
</header>
${body.html}
<footer>
<p>Made by backwright load. Nothing on this page comes from a network.</p>
${htmlOf(details("Licence of uPlot, which draws the lines", element("pre", UPLOT_LICENSE)))}
</footer>
</main>
<script type="application/json" id="report-data">${embeddedJson(data)}</script>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

/** As a Content-Security-Policy names a script that it allows (CSP Level 3). */
const hashOf = (content: string): string => `sha256-${createHash("sha256").update(content).digest("base64")}`;
