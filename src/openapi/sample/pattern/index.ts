// A text for a regular expression. Belongs here: reading the common part of ECMA-262 patterns and writing a match.
// Does not: deciding whether a text matches; the caller asks the expression itself.
export { textsForPattern, type PatternWish } from "./write.ts";
