// Help and version without loading anything: the build has written each page as text.
// Belongs here: the shortest way from argv to a page, or to the rest of Backwright. Does not: any other word.
export { open } from "./open.ts";
