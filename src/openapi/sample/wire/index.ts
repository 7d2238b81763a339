// Requests and answers of an operation as they go over the wire. Belongs here: which parameters and bodies to send, their
// serialisation by style and media type, credentials in their place. Does not: values (sample), sending.
export { sampleRequest, type RequestSettings, type SampleRequest } from "./request.ts";
export { brokenRequests, type BrokenRequest } from "./broken.ts";
export { concreteType, isJsonType, preferredMedia } from "./media.ts";
export { isSurelyWrong } from "./surely-wrong.ts";
export type { Breakage } from "./breakage.ts";
export { type ResponseWishes, sampleOfResponse, sampleResponse, type SampleResponse, successOf } from "./response.ts";
