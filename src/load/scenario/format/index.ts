// The scenario file: its published form, its reading with line and column of every mistake, and its compilation.
// Belongs here: text → checked file → scenario. Does not: playing it (scenario), other formats (import), files and sockets.
// Only what reads files imports it, because zod is slow to load.
export { compileScenario, type Compiled, type Surroundings } from "./compile.ts";
export { escapeTemplate } from "./expression.ts";
export { spelledFeeder } from "./feeders.ts";
export type { FileWishes } from "./load.ts";
export { bodyFilesOf } from "./names.ts";
export { madeFile, parsed, readScenarioFile, type ReadFile } from "./read-file.ts";
export { scenarioFileSchema, type FileFlow, type FileStep, type ScenarioFile } from "./schema.ts";
