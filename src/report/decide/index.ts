// Decisions as text and Markdown: the answer, its reasons, targets, what is open, what was eliminated and why.
// Belongs here: layout and words. Does not: deciding or computing a figure (decide).
export { decisionMarkdown } from "./markdown.ts";
export { decisionText, type PageLook } from "./text.ts";
export { profileMadeText } from "./profile-made.ts";
