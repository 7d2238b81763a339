// What `tune` found, changed and measured, as text and as a page.
// Belongs here: layout and words. Does not: arithmetic (advice/tune, load/rounds).
export { tuneHtml } from "./html.ts";
export { tuneText } from "./text.ts";
export type { TuneView } from "./view.ts";
