// A page of HTML without scripts and without anything from elsewhere, in light and dark.
// Belongs here: its frame, its style, escaping. Does not: what is on it.
export { html, page } from "./page.ts";
export { PLAN_STYLE } from "./plan-style.ts";
