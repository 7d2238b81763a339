// Requests that others have written down, as scenario files: HAR recordings, curl command lines, OpenAPI documents.
// Belongs here: what they say, as steps; which of it is secret. Does not: compiling scenarios (scenario/format), files.
export { readCurl } from "./curl/read.ts";
export { readRecording } from "./recording/read.ts";
export { readApi, type ApiWishes } from "./api/read.ts";
export type { Imported } from "./imported.ts";
export { scenarioYaml } from "./yaml.ts";
