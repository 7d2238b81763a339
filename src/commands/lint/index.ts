// The parts of `db lint`: which files, what is known of their target, what is proved on a shadow, what is written.
// Belongs here: reading the world for the lint room. Does not: rules (lint), words (report), one command's declaration.
export { lintInput } from "./input.ts";
export { lintOutput } from "./output.ts";
export { lintFiles } from "./run.ts";
