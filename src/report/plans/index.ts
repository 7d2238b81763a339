// Plans of one statement without and with an index, beside each other.
// Belongs here: layout and words of two plans. Does not: one plan of db explain (report/explain), reading plans (advice/plan).
export { plansHtml } from "./html.ts";
