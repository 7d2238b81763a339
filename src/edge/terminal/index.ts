// What a person sees beside the result: streams, progress, questions.
// Belongs here: terminals and their absence. Does not: what is said.
export { createProgress } from "./progress.ts";
export { createPrompts } from "./prompts.ts";
export { createStream } from "./stream.ts";
