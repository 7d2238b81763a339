// Requests for an operation, as they go over the wire. Belongs here: which parameters and body to send, their
// serialisation by style, credentials in their place. Does not: values (sample), sending.
export { sampleRequest, type RequestSettings, type SampleRequest } from "./request.ts";
export { brokenRequests, type BrokenRequest } from "./broken.ts";
export { preferredMedia } from "./media.ts";
