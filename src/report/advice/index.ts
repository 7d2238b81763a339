// The Database Analysis Report as text.
// Belongs here: layout and words of an analysis. Does not: rules (advice), the English of findings (report/findings).
export { analysisHtml } from "./html.ts";
export { analysisSarif } from "./sarif.ts";
export { analysisText } from "./analysis.ts";
