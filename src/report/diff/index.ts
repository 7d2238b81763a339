// What a comparison of two schemas has found: changes with their hazards, files, proof.
// Belongs here: layout and words. Does not: comparing, planning (diff), writing files (commands).
export { diffHtml } from "./html.ts";
export { diffMarkdown } from "./markdown.ts";
export { diffSentence } from "./sentence.ts";
export { diffText } from "./text.ts";
