// Tests of a generated API: what a client may send and what must be refused, as node:test files.
// Belongs here: operations → requests with the statuses that keep the contract, as code. Does not: making the requests' values
// (openapi/sample), sending them (templates/scaffold).
export { testFiles } from "./files.ts";
export { TESTING } from "./template.ts";
