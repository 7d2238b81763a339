// How a load test's result is printed.
// Belongs here: layout and number formats. Does not: arithmetic (src/load) and sentences (src/report/findings).
export { loadHtml } from "./html/index.ts";
export { loadJunit } from "./junit.ts";
export { liveRows, liveView } from "./live.ts";
export { loadMarkdown } from "./markdown.ts";
export { loadOtlp, loadPrometheus } from "./metrics/index.ts";
export { loadText } from "./text.ts";
export { tickText } from "./tick.ts";
