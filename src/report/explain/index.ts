// What `db explain` answers, as text and HTML.
// Belongs here: layout and words of plans. Does not: reading a plan, shares, remarks (advice/plan).
export { explainHtml } from "./html.ts";
export { explainText } from "./text.ts";
