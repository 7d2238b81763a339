// The parts of `backwright doctor`: what is looked for, and how it is found.
// Belongs here: lists of packages and programs with what they enable. Does not: how the result reads (report/doctor).
export { checkPackages } from "./packages.ts";
export { checkPrograms } from "./programs.ts";
export { isSupportedNode } from "./node.ts";
