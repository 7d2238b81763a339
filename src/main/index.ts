// Builds the World from edge, finds the command, runs it, prints its view, exits.
// The only room that imports edge. No logic of any command.
export { runCommandLine } from "./command-line.ts";
export { asFunction, runCommand, serveMcp, type CallOptions, type LibraryFunction } from "./library.ts";
export { start } from "./start.ts";
