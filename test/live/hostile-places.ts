// Code in one place of a document at a time, and schemas that would cost whoever checks a request for ever.
import {
  body,
  document,
  json,
  object,
  ok,
  one,
  RUN,
  taking,
  yaml,
  type HostileCase,
  type Json,
} from "./hostile-cases.ts";

/** What ends comments, texts of three kinds, expressions and lines at once. */
const CODE = `*/;${RUN};/*"';${RUN};//\`;\${${RUN}}\n${RUN}\u2028</script>}]);${RUN}`;
const scheme = (more: Record<string, Json>): string =>
  one({ security: [{ key: [CODE] }], responses: ok }, { components: { securitySchemes: { key: more } } });
const answering = (responses: Json): string => document({ "/things": { get: { responses } } });
const withParameter = (parameter: Record<string, Json>): string =>
  one({ parameters: [{ schema: { type: "string" }, ...parameter }], responses: ok });
const text = { type: "string" };

const PLACES: Readonly<Record<string, string>> = {
  "a media type of a body": one({ requestBody: { content: { [CODE]: { schema: text } } }, responses: ok }),
  "a media type of a body, with JSON at its end": one({
    requestBody: { content: { [`a/${CODE}+json`]: { schema: text } } },
    responses: ok,
  }),
  "a media type of an answer": answering({ "200": { description: "", content: { [CODE]: { schema: text } } } }),
  "a media type of items": document(
    {
      "/things": {
        get: { responses: { "200": { description: "", content: { [`${CODE}+jsonl`]: { itemSchema: text } } } } },
      },
    },
    { openapi: "3.2.0" },
  ),
  "a status": answering({ [CODE]: { description: "" }, "200": { description: "" } }),
  "a header of an answer": answering({ "200": { description: "", headers: { [CODE]: { schema: text } } } }),
  "a header with line breaks": answering({
    "200": { description: "", headers: { "X-A\r\nSet-Cookie: a=1": { schema: { const: "b\r\nX-B: c" } } } },
  }),
  "a header parameter": withParameter({ name: CODE, in: "header", required: true }),
  "a cookie parameter": withParameter({ name: CODE, in: "cookie", style: "form", schema: object({ [CODE]: text }) }),
  "a deepObject parameter": withParameter({
    name: CODE,
    in: "query",
    style: "deepObject",
    schema: object({ [CODE]: object({ [CODE]: text }) }),
  }),
  "a parameter of JSON": withParameter({
    name: CODE,
    in: "query",
    schema: text,
    content: { [CODE]: { schema: text } },
  }),
  "a place and a style of a parameter": withParameter({ name: "a", in: CODE, style: CODE }),
  "a parameter of a path": document({
    [`/things/{${CODE}}/x`]: {
      get: { parameters: [{ name: CODE, in: "path", required: true, schema: text }], responses: ok },
    },
  }),
  "a method": document({ "/things": { [CODE]: { responses: ok }, get: { responses: ok } } }),
  "a method of 3.2": document(
    { "/things": { additionalOperations: { [CODE]: { responses: ok }, "X;Y": { responses: ok } } } },
    { openapi: "3.2.0" },
  ),
  "an HTTP scheme": scheme({ type: "http", scheme: CODE, bearerFormat: CODE }),
  "the name of a key": scheme({ type: "apiKey", in: "header", name: CODE }),
  "the place of a key": scheme({ type: "apiKey", in: CODE, name: "a" }),
  "URLs and scopes of OAuth": scheme({
    type: "oauth2",
    flows: { clientCredentials: { tokenUrl: CODE, refreshUrl: CODE, scopes: { [CODE]: CODE } }, [CODE]: {} },
  }),
  "a server": document({ "/a": { get: { responses: ok } } }, { servers: [{ url: `https://x/${CODE}`, name: CODE }] }),
  "a server's variables": document(
    { "/a": { get: { responses: ok } } },
    { servers: [{ url: "/{v}/{w}", variables: { v: { default: CODE, enum: [CODE] }, w: { default: "../../../w" } } }] },
  ),
  "a server that is no URL": document({ "/a": { get: { responses: ok } } }, { servers: [{ url: "http://[::%/%zz" }] }),
  "examples of all kinds": one({
    requestBody: {
      content: {
        "application/json": { schema: { ...text, example: CODE }, examples: { [CODE]: { value: { [CODE]: CODE } } } },
      },
    },
    responses: { "200": { description: "", ...json({ examples: [{ [CODE]: CODE }] }), example: CODE } },
  }),
  "an example of another host": one({
    requestBody: {
      content: {
        "application/json": {
          schema: text,
          examples: { a: { externalValue: "http://127.0.0.1:9/x" }, b: { $ref: "http://127.0.0.1:9/y" } },
        },
      },
    },
    responses: ok,
  }),
  "extensions everywhere": body(
    { ...text, [`x-${CODE}`]: CODE },
    { [`x-${CODE}`]: { [CODE]: CODE }, "x-a": { $ref: "../../../etc/passwd" } },
  ),
  "a mapping of a discriminator": body(
    {
      oneOf: [{ $ref: "#/components/schemas/A" }, { $ref: "#/components/schemas/B" }],
      discriminator: { propertyName: CODE, mapping: { [CODE]: "#/components/schemas/A", __proto__x: CODE } },
    },
    { components: { schemas: { A: object({ [CODE]: text }), B: object({ [CODE]: text }) } } },
  ),
  "an encoding of a form": one({
    requestBody: {
      content: {
        "multipart/form-data": {
          schema: object({ [CODE]: { type: "string", format: "binary" }, b: object({ c: text }) }),
          encoding: { [CODE]: { contentType: CODE, headers: { [CODE]: { schema: text } } }, b: { contentType: CODE } },
        },
      },
    },
    responses: ok,
  }),
  "links and callbacks": one({
    operationId: "made",
    responses: { "200": { description: "", links: { [CODE]: { operationId: CODE, parameters: { [CODE]: CODE } } } } },
    callbacks: {
      [CODE]: {
        [`{$request.body#/${CODE}}`]: { post: taking(object({ [CODE]: text })) },
        [CODE]: { post: { responses: ok } },
      },
    },
  }),
  webhooks: document(
    { "/a": { get: { responses: ok } } },
    { webhooks: { [CODE]: { post: { operationId: CODE, ...taking(object({ [CODE]: text })) } } } },
  ),
  "tags, their parents and documents": document(
    { "/a": { get: { tags: [CODE], externalDocs: { url: CODE, description: CODE }, responses: ok } } },
    {
      openapi: "3.2.0",
      tags: [{ name: CODE, parent: CODE, kind: CODE, externalDocs: { url: CODE } }],
      externalDocs: { url: CODE },
    },
  ),
  "who wrote it": document(
    { "/a": { get: { responses: ok } } },
    {
      info: {
        title: CODE,
        version: CODE,
        license: { name: CODE, url: CODE },
        contact: { name: CODE, email: CODE },
        termsOfService: CODE,
      },
    },
  ),
  "a dialect of another host": body(
    { $schema: "http://127.0.0.1:9/dialect", type: "string" },
    { jsonSchemaDialect: "http://127.0.0.1:9/d" },
  ),
  "an address of its own on another host": document(
    { "/a": { post: taking({ $ref: "b.json#/A" }) } },
    { openapi: "3.2.0", $self: "http://127.0.0.1:9/api/" },
  ),
  "formats and what a text holds": body({
    ...text,
    format: CODE,
    contentMediaType: CODE,
    contentEncoding: CODE,
    title: CODE,
  }),
  "names of patterns and dependents": body({
    type: "object",
    patternProperties: {
      [`^${CODE.replaceAll(/[^a-zA-Z=.]/gu, "\\$&").replaceAll("\\\n", "\\n")}`]: text,
      "/*": text,
      "`": text,
    },
    dependentRequired: { [CODE]: [CODE] },
    dependentSchemas: { [CODE]: { required: [CODE] } },
    propertyNames: { enum: [CODE, "a", "b", "c", "d", "e"] },
    required: [CODE],
  }),
  "definitions and anchors": body({
    $defs: { [CODE]: { $anchor: CODE, const: CODE }, a: { $dynamicAnchor: CODE } },
    anyOf: [{ $ref: `#${encodeURIComponent(CODE)}` }, { $dynamicRef: `#${encodeURIComponent(CODE)}` }, true],
  }),
  "defaults and constants": body(
    object({
      a: { default: { [CODE]: [CODE] } },
      b: { const: { [CODE]: CODE } },
      c: { enum: [[CODE], { [CODE]: 1 }] },
    }),
  ),
  "keywords of another kind": body({
    type: CODE,
    minimum: CODE,
    maxLength: RUN,
    multipleOf: CODE,
    required: CODE,
    properties: [CODE],
    items: CODE,
    enum: CODE,
    pattern: [CODE],
    additionalProperties: CODE,
    nullable: CODE,
  }),
  "XML names": body(object({ a: { ...text, xml: { name: CODE, namespace: CODE, prefix: CODE } } })),
};

/** Schemas whose straight reading would take for ever, or all memory. */
const chain = (count: number, next: (name: string) => Json, end: Json): Record<string, Json> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      `S${at}`,
      at + 1 === count ? end : next(`#/components/schemas/S${at + 1}`),
    ]),
  );
const chained = (schemas: Record<string, Json>): string =>
  body({ $ref: "#/components/schemas/S0" }, { components: { schemas } });
const tree = { type: "object", properties: { l: { $ref: "#/components/schemas/S0" } } };

const COSTS: Readonly<Record<string, string>> = {
  "alternatives that double at each of 12 levels": chained(
    chain(12, ($ref) => ({ oneOf: [{ $ref }, { allOf: [{ $ref }], minLength: 1 }] }), { type: "string", minLength: 3 }),
  ),
  "demands that double at each of 40 levels": chained(
    chain(40, ($ref) => ({ allOf: [{ $ref }, { $ref }] }), { type: "string", minLength: 3 }),
  ),
  "a tree whose every level has two readings": chained({
    S0: { anyOf: [{ ...tree, required: ["a"] }, { ...tree, required: ["b"] }, { type: "null" }] },
  }),
  "exclusions in a chain of 300 references": chained(chain(300, ($ref) => ({ not: { $ref } }), { type: "string" })),
  "a chain of 10,000 references": chained(chain(10_000, ($ref) => ({ $ref }), { type: "string" })),
  "400 properties that are required": body({
    ...object(Object.fromEntries(Array.from({ length: 400 }, (_, at) => [`p${at}`, { type: "integer" }]))),
    required: Array.from({ length: 400 }, (_, at) => `p${at}`),
  }),
  "an enum of 50,000 values": body({ enum: Array.from({ length: 50_000 }, (_, at) => `v${at}`) }),
  "sizes that nobody has": body({
    type: "array",
    minItems: 1e9,
    uniqueItems: true,
    items: { type: "string", minLength: 1e9, pattern: "^[a-z]{1000,100000}$" },
  }),
  "numbers at the ends of what numbers are": body({
    type: "number",
    minimum: -1.7976931348623157e308,
    maximum: 5e-324,
    multipleOf: 5e-324,
    exclusiveMaximum: 1e308,
  }),
  "unique items by value": body({ type: "array", uniqueItems: true, items: { type: ["object", "array", "number"] } }),
  "unevaluated properties of 300 alternatives": body({
    anyOf: Array.from({ length: 300 }, (_, at) => object({ [`p${at}`]: true })),
    unevaluatedProperties: false,
  }),
  "1,000 operations": document(
    Object.fromEntries(
      Array.from({ length: 1_000 }, (_, at) => [`/o${at}/{id}`, { get: { tags: [`t${at % 40}`], responses: ok } }]),
    ),
  ),
  "300 parameters": one({
    parameters: Array.from({ length: 300 }, (_, at) => ({
      name: `p${at}`,
      in: "query",
      schema: { type: "integer" },
    })),
    responses: ok,
  }),
  "a path of 60 values": document({
    [`/${Array.from({ length: 60 }, (_, at) => `{a${at}}`).join("-")}`]: { get: { responses: ok } },
  }),
};

/** Patterns that try very many ways through a text that nearly fits. */
const PATTERNS: readonly string[] = [
  "^(([a-z])+.)+[A-Z]([a-z])+$",
  "^(\\w+\\s?)*$",
  "(x+x+)+y",
  "^(?:a?){30}a{30}$",
  "(a|aa)+$",
  "^(.*?,){20}P",
  "(?=(a+)+b)a",
  "^(?<name>a+)+\\k<name>$",
  "(?<=(a+)+)b",
  "^[\\s\\u200c]+|[\\s\\u200c]+$",
  "^((ab)*)*c$",
  "^(\\p{L}+)*$",
];

/** What cannot be read there is named, and left out. */
const LOSING: ReadonlySet<string> = new Set([
  "a place and a style of a parameter",
  "the place of a key",
  "an address of its own on another host",
  "a chain of 10,000 references",
]);
const codeOf = (name: string): 0 | 1 => (LOSING.has(name) ? 1 : 0);

export const placeCases: readonly HostileCase[] = [
  ...Object.entries(PLACES).map(([where, text]) => ({ name: `code as ${where}`, text, code: codeOf(where) })),
  ...Object.entries(COSTS).map(([what, text]) => ({ name: what, text, code: codeOf(what) })),
  ...PATTERNS.map((pattern) => ({
    name: `the pattern ${pattern}`,
    text: body(
      object({ a: { type: "string", pattern }, b: { type: "string", pattern }, c: { type: "string", pattern } }),
    ),
    code: 0 as const,
  })),
  { name: "an include of YAML", file: "api.yaml", text: yaml("!include /etc/passwd"), code: 2 },
  { name: "a binary of YAML", file: "api.yaml", text: yaml("{const: !!binary Z2xvYmFsVGhpcw==}"), code: 2 },
  {
    name: "a directive of YAML",
    file: "api.yaml",
    text: `%TAG ! tag:evil.example,2000:\n---\n${yaml("!x {type: string}")}`,
    code: 2,
  },
  { name: "a second document in YAML", file: "api.yaml", text: `${yaml("{type: string}")}---\n${RUN}\n`, code: 2 },
  {
    name: "keys of YAML that are no texts",
    file: "api.yaml",
    text: yaml("{? [a, b] : {type: string}, 1: x, null: y}"),
    code: 2,
  },
];

/** Documents above the limits: the reader has to refuse them before it parses them. */
export const sizeCases = (): readonly HostileCase[] => [
  { name: "65 MB of JSON", text: document({}, { "x-long": "x".repeat(65 << 20) }), code: 2 },
  {
    name: "17 MB of YAML",
    file: "api.yaml",
    text: `${yaml("{type: string}")}x-long: ${"x".repeat(17 << 20)}\n`,
    code: 2,
  },
  {
    name: "15 MB of YAML in one text",
    file: "api.yaml",
    text: `${yaml("{type: string}")}x-long: ${"x".repeat(15 << 20)}\n`,
    code: 0,
  },
  {
    name: "60 MB of JSON in one text",
    text: document({ "/a": { get: { responses: ok } } }, { "x-long": "x".repeat(60 << 20) }),
    code: 0,
  },
];
