// The Database Analysis Report as text.
// Belongs here: layout and words of an analysis. Does not: rules (advice), the English of findings (report/findings).
export { analysisText } from "./analysis.ts";
