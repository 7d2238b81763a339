// What only Swagger 2.0 has: body and form parameters, consumes and produces, collectionFormat, host and schemes.
// Belongs here: 2.0 in the terms of the model. Does not: what it shares with OpenAPI 3.
export { readHost } from "./host.ts";
export { swagger2 } from "./swagger2.ts";
