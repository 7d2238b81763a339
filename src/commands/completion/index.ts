// What the completion command knows of the others: the generated table of their flags, as values.
// Belongs here: the table and its reading. Does not: the scripts (command/completion).
export { completionCommands } from "./commands.ts";
