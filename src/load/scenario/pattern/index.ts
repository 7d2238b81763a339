// Regular expressions over answers of strangers, in time that grows with the length of the text and nothing else.
// Belongs here: reading the common syntax, a program for it, and running it (Thompson, Pike). Does not: backreferences and
// lookarounds, which no such program can have.
export { compilePattern } from "./compile.ts";
export type { Pattern } from "./program.ts";
export { createSearch, type Search } from "./search.ts";
