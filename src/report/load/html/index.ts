// A load test's result as one HTML file that needs nothing else: markup, style, charts and the data behind them.
// Belongs here: layout and drawing. Does not: arithmetic (src/load) and sentences (src/report/findings).
export { capacityHtml } from "./capacity.ts";
export { compareHtml } from "./compare.ts";
export { loadHtml } from "./page.ts";
