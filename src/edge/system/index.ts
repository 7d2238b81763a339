// The machine under a World: files, clock, random numbers, child processes, single HTTP requests, the user's modules.
// Belongs here: thin implementations of the interfaces that the command room declares. Does not: any decision.
export { createClock } from "./clock.ts";
export { reasonOf } from "./file-failures.ts";
export { createFiles, type OwnedFiles } from "./files.ts";
export { createModules } from "./modules.ts";
export { createProcesses } from "./processes.ts";
export { createRandom } from "./random.ts";
export { createWeb } from "./web.ts";
