// The parts of a document → the parts of the model: operations, parameters, bodies, responses, security, servers, tags.
// Belongs here: what OpenAPI 3 says, and what all versions share. Does not: schemas, what only Swagger 2.0 has.
export { bareType } from "./bare-type.ts";
export type { Dialect, Inputs, InputSite, Parts, ResponseSite } from "./dialect.ts";
export { createParts } from "./dialect.ts";
export { readExamples, readNamedExamples } from "./examples.ts";
export { readHeaders } from "./header.ts";
export { inlineSchema } from "./inline-schema.ts";
export { checkSecurity } from "./check-security.ts";
export { openapi3 } from "./openapi3.ts";
export { readOperations, readWebhooks, type OperationDraft, type Operations } from "./path-items.ts";
export { sayNoSchema } from "./parameter.ts";
export { readSecurity, readSecuritySchemes, textsOf } from "./security.ts";
export { basePathOf, readServers } from "./servers.ts";
export { readTags } from "./tags.ts";
