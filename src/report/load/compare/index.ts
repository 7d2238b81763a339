// How a comparison of two endpoints or two runs is printed.
// Belongs here: layout and number formats. Does not: arithmetic (src/load/compare) and findings' sentences (src/report/findings).
export { compareJunit } from "./junit.ts";
export { compareMarkdown } from "./markdown.ts";
export { compareText } from "./text.ts";
export { gateSentence, verdictSentence } from "./sentences.ts";
