// An API that is not written yet, answered from its document: which operation a request means, what is wrong with it, what
// comes back. Belongs here: requests as data → answers as data. Does not: sockets (edge), generated code (its neighbours).
export { createMock, type Mock, type MockSettings } from "./mock.ts";
export type { MockAnswer, MockRequest } from "./request.ts";
