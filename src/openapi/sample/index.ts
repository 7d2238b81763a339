// Values, requests and answers made from schemas, the same ones every time.
// Belongs here: what a valid (or in one place broken) example of an operation looks like on the wire.
// Does not: sending it (edge), checking requests at run time (generated validators), reading documents (openapi).
export {
  accepts,
  compilePattern,
  hiddenProperties,
  type JudgeScope,
  type PatternTest,
  schemaOfItem,
  schemasOfProperty,
  type Side,
} from "./accept/index.ts";
export type { Drawn } from "./context.ts";
export { drawSample, sampleOf, type SampleSettings } from "./sample.ts";
export {
  brokenRequests,
  type Breakage,
  type BrokenRequest,
  concreteType,
  isJsonType,
  isSurelyWrong,
  preferredMedia,
  type RequestSettings,
  type ResponseWishes,
  sampleOfResponse,
  sampleRequest,
  type SampleRequest,
  sampleResponse,
  type SampleResponse,
  successOf,
} from "./wire/index.ts";
