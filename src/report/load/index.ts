// How a load test's result is printed.
// Belongs here: layout and number formats. Does not: arithmetic (src/load) and sentences (src/report/findings).
export { loadText } from "./text.ts";
export { tickText } from "./tick.ts";
