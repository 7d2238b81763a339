// What `db watch` saw, as text and as a page.
// Belongs here: layout and words. Does not: arithmetic (advice/nplusone).
export { watchHtml } from "./html.ts";
export { watchText } from "./text.ts";
export { proofLine, riskLine } from "./words.ts";
export type { WatchView } from "./view.ts";
