// Extensions that a database of our own gets before anything of a stranger's is in it.
// Belongs here: what other helper rooms need of them without the rest of the analysis. Does not: loading files.
export { prepareExtensions } from "../extensions.ts";
