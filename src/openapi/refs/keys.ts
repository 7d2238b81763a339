/** Members whose value is an example or a constant: a `$ref` in there is data and never followed. */
export const DATA_KEYS: ReadonlySet<string> = new Set(["example", "default", "enum", "const", "externalDocs"]);

/** Members that map names to objects: a name such as `default` or `example` in there is no keyword. */
export const NAME_MAPS: ReadonlySet<string> = new Set([
  "properties",
  "patternProperties",
  "dependentSchemas",
  "dependencies",
  "$defs",
  "definitions",
  "schemas",
  "responses",
  "parameters",
  "headers",
  "requestBodies",
  "pathItems",
  "links",
  "callbacks",
  "paths",
  "webhooks",
  "content",
  "encoding",
  "securitySchemes",
  "securityDefinitions",
  "mediaTypes",
  "additionalOperations",
]);
