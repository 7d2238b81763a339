// What is installed and what it enables, as text.
export { doctorText } from "./text.ts";
export type { Checkup, CheckedEngine, CheckedPart } from "./checkup.ts";
