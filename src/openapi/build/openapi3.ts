import { isDefined } from "../../kit/index.ts";
import { once } from "../reading/index.ts";
import type { Dialect } from "./dialect.ts";
import { readParameter } from "./parameter.ts";
import { readRequestBody } from "./request-body.ts";
import { readResponse } from "./response.ts";

/** OpenAPI 3.0, 3.1 and 3.2: a body of its own, media types at each body. */
export const openapi3: Dialect = {
  inputs: (reader, { operation, parameters, parts }) => ({
    parameters: parameters
      .map((cursor) => once(parts.parameters, { reader, cursor }, () => readParameter(reader, cursor)))
      .filter(isDefined),
    body: readRequestBody(reader, operation, parts.bodies),
  }),
  response: (reader, { cursor, parts }) =>
    once(parts.responses, { reader, cursor }, () => readResponse(reader, cursor)),
};
