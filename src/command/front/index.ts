// What can be said before a command is known: alias bins, global flags, root help, words that are still to come.
// Nothing here loads zod or a command: this is what `--help` costs.
export { ALIAS_BINS, rewriteAlias } from "./aliases.ts";
export { COMING, comingFor, type Coming } from "./coming.ts";
export { GLOBAL_FLAGS, readGlobals, wantsJson, type GlobalFlag, type Globals } from "./globals.ts";
export { groupHelp, groupOf, type CommandGroup } from "./groups.ts";
export { rootHelp, type CommandSummary } from "./root-help.ts";
