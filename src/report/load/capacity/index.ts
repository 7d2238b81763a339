// How a capacity search is printed: text, the capacity document in Markdown, and the talk meanwhile.
// Belongs here: layout and number formats. Does not: arithmetic (src/load/capacity) and sentences (src/report/findings).
export { capacityMarkdown } from "./markdown.ts";
export { capacityText } from "./text.ts";
export { curveDetail, curveTitle, trialTitle, trialVerdict } from "./progress.ts";
export { tickText } from "../tick.ts";
