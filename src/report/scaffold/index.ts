// How a scaffold's result is printed.
// Belongs here: layout. Does not: deciding what is written (scaffold), sentences of findings (report/findings).
export { scaffoldDiffText } from "./diff.ts";
export { serveText } from "./serve.ts";
export { scaffoldText } from "./text.ts";
