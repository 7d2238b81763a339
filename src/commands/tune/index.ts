// What `tune` does: a copy, the API, its profile, advice, a migration, its proof under load.
// Belongs here: glue between the World and the rooms that know. Does not: arithmetic (advice/tune, load/rounds), layout (report/tune).
export { tuneInput } from "./input.ts";
export { tuneOutput, type TuneOutput } from "./output.ts";
export { tune } from "./run.ts";
