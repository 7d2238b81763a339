// Two runs that did not happen at the same time.
// Belongs here: what can honestly be said of them, what differs about their machines. Does not: pairs of blocks (the room around it).
export { compareRuns, RUN_TO_RUN } from "./compare-runs.ts";
export { environmentChanges, type Change } from "./environment.ts";
export { settingChanges } from "./settings.ts";
