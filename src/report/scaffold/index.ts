// How a scaffold's result is printed.
// Belongs here: layout. Does not: deciding what is written (scaffold), sentences of findings (report/findings).
export { scaffoldText } from "./text.ts";
