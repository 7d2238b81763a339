// What carries code, paths and addresses besides names and places: options of the command, overlays, links of files, YAML's own
// means, odd letters, and documents whose parts are of another kind than anybody expects.
import {
  body,
  document,
  everywhere,
  json,
  object,
  ok,
  one,
  RUN,
  SECRET,
  tagged,
  taking,
  yaml,
  type HostileCase,
  type Json,
  type Parts,
} from "./hostile-cases.ts";

const CODE = `*/;${RUN};/*"';${RUN};//\`;\${${RUN}}\n${RUN}\u2028</script>}]);${RUN}`;
const text: Parts = { type: "string" };
const outside = { "../outside.json": JSON.stringify({ A: { type: "string", const: SECRET } }) };
const getAll = (paths: readonly string[]): string =>
  document(Object.fromEntries(paths.map((path, at) => [path, { get: { operationId: `o${at}`, responses: ok } }])));
const named = (ids: readonly string[]): string =>
  document(Object.fromEntries(ids.map((operationId, at) => [`/o${at}`, { get: { operationId, responses: ok } }])));
const withSchemas = (names: readonly string[], schema: Json = object({ a: text })): string =>
  body(
    { anyOf: names.map((name) => ({ $ref: `#/components/schemas/${encodeURIComponent(name)}` })) },
    { components: { schemas: Object.fromEntries(names.map((name) => [name, schema])) } },
  );
const parameters = (list: readonly Json[]): string => one({ parameters: list, responses: ok });

const overlay = (actions: readonly Json[], more: Parts = {}): Readonly<Record<string, string>> => ({
  "overlay.json": JSON.stringify({ overlay: "1.0.0", info: { title: CODE, version: "1" }, actions, ...more }),
});
const overlaid = (name: string, beside: Readonly<Record<string, string>>, code: HostileCase["code"]): HostileCase => ({
  name,
  text: body(object({ a: text })),
  words: ["--overlay", Object.keys(beside)[0] ?? ""],
  beside: { ...beside, ...outside },
  code,
});

/** The code of every kind of file that the command can write. */
const WRITTEN: readonly HostileCase[] = [
  ["a client and test files", ["--client", "--tests"]],
  ["JavaScript", ["--javascript", "--client", "--tests"]],
  ["schemas of zod", ["--validator", "zod"]],
  ["schemas of Ajv", ["--validator", "ajv"]],
  ["schemas of TypeBox", ["--validator", "typebox"]],
  ["strict forms", ["--errors", "problem", "--unknown-fields", "reject", "--coerce", "bodies"]],
].map(([what, words]) => ({
  name: `code everywhere, written into ${String(what)}`,
  text: everywhere(CODE),
  words: [words ?? []].flat(),
  code: 0,
}));

const OVERLAYS: readonly HostileCase[] = [
  overlaid("an overlay with code in its texts", overlay([{ target: "$.info", update: { title: CODE } }]), 0),
  overlaid(
    "an overlay with a script as its target",
    overlay([
      { target: `$..[?(${RUN})]`, update: {} },
      { target: `$[(${RUN})]`, remove: true },
    ]),
    2,
  ),
  overlaid(
    "an overlay of the prototype",
    overlay([
      {
        target: "$",
        update: JSON.parse(
          `{"__proto__":{"backwrightExecuted":1},"constructor":{"prototype":{"backwrightExecuted":1}}}`,
        ),
      },
    ]),
    0,
  ),
  overlaid("an overlay that removes all", overlay([{ target: "$", remove: true }]), 1),
  overlaid(
    "an overlay that refers to a file above",
    overlay([
      {
        target: "$.paths['/things'].post.requestBody.content['application/json'].schema",
        update: { properties: { a: { $ref: "../outside.json#/A" } } },
      },
    ]),
    1,
  ),
  overlaid("an overlay of a document of another host", overlay([], { extends: "http://127.0.0.1:9/api.json" }), 0),
  overlaid(
    "an overlay that doubles what it finds",
    overlay(Array.from({ length: 40 }, () => ({ target: "$..*", update: { "x-a": { b: { c: 1 } } } }))),
    2,
  ),
];

const YAMLS: Readonly<Record<string, string>> = {
  "merge keys that double at each of 30 levels": `${yaml("{type: string}")}x-0: &m0 {a: 1}\n${Array.from({ length: 30 }, (_, at) => `x-${at + 1}: &m${at + 1} {<<: [*m${at}, *m${at}], k${at}: 1}\n`).join("")}`,
  "numbers that are none": yaml(
    "{type: number, maximum: .inf, minimum: -.inf, multipleOf: .nan, enum: [.nan, .inf, 0x1F, 0o17, 1_000]}",
  ),
  "dates and times where texts are meant": yaml(
    "{enum: [2001-12-14, 2001-12-14t21:59:43.10-05:00], default: 2001-12-14}",
  ),
  "an alias as a key": yaml("{type: object, properties: {&k a: {type: string}, b: {description: *k}}}"),
  "a text folded around code": `${yaml("{type: string}")}x-a: >-\n  ${RUN}\n  */ ${RUN}\n`,
  "anchors called like inherited members": yaml(
    "{type: object, properties: {a: &__proto__ {type: string}, b: *__proto__, c: &constructor {type: integer}, d: *constructor}}",
  ),
};

const LETTERS: Readonly<Record<string, string>> = {
  "lone surrogates in names": document(
    {
      "/a\ud800": {
        post: {
          operationId: "\ud800\ud800",
          tags: ["\udc00"],
          parameters: [{ name: "q\udfff", in: "query", schema: text }],
          ...taking(object({ "\ud800": { enum: ["\udc00"] } })),
        },
      },
    },
    { components: { schemas: { "\ud800": text } } },
  ),
  "tags that are one where accents are composed": tagged("caf\u00e9", "cafe\u0301", "CAF\u00c9", "caf\u0065\u0301"),
  "tags that are one where letters are folded": tagged(
    "\u212a",
    "k",
    "\u017f",
    "s",
    "\u0130",
    "i\u0307",
    "\ufb01",
    "fi",
    "\uff43\uff4f\uff4e",
  ),
  "operations whose names look alike": named([
    "open",
    "\u043epen",
    "op\u200den",
    "o\u00adpen",
    "\u2066open\u2069",
    "open\ufeff",
  ]),
  "schemas whose names look alike": withSchemas(["Pet", "\u0420et", "Pet\u200b", "\u202ePet", "Pe\u0074\u0301"]),
  "properties whose names are invisible": body({
    ...object({ "": text, " ": text, "\u200b": text, "\ufeff": text, "\u2028": text, "\u0000": text }),
    required: ["", "\u200b", "\u2028", "\u0000"],
    additionalProperties: false,
  }),
};

const NAMES: Readonly<Record<string, string>> = {
  "tags of files that tools obey": tagged(
    "package.json",
    ".env",
    ".git",
    "node_modules",
    "tsconfig.json",
    ".npmrc",
    "desktop.ini",
    "...",
  ),
  "tags of devices in disguise": tagged(
    "con.ts",
    "PRN ",
    "lpt1.js",
    "COM\u00b9",
    "clock$",
    "CONIN$",
    "nul.",
    "aux\u0000",
    "con\u200b",
  ),
  "tags that are the files beside": tagged(
    "errors",
    "router",
    "runtime",
    "validators",
    "api",
    "contract",
    "security",
    "types",
    "middleware",
    "routes",
  ),
  "tags of the same letters": tagged(
    ...Array.from({ length: 400 }, (_, at) => `a${"!".repeat(at % 20)}${"?".repeat(Math.floor(at / 20))}`),
  ),
  "operations called like what a handler file imports": named([
    "notImplemented",
    "Handlers",
    "replyTo",
    "reply",
    "req",
    "res",
    "next",
    "request",
    "ctx",
    "input",
    "module",
    "exports",
    "require",
    "import",
    "arguments",
  ]),
  "schemas called like the types that code is made of": withSchemas([
    "Array",
    "Date",
    "String",
    "Readonly",
    "Partial",
    "Buffer",
    "File",
    "FormData",
    "Error",
    "Map",
    "Set",
    "JSON",
    "Math",
    "Reflect",
    "Extract",
    "Exclude",
    "AsyncIterable",
    "Readable",
    "RequestParts",
    "Answer",
    "Content",
    "Replies",
    "Source",
    "never",
    "any",
    "globalThis",
  ]),
  "operations whose names are long and alike": named(["a", "b", "c"].map((end) => `${"n".repeat(4_000)}${end}`)),
  "schemes called like members of a request": one(
    { security: [JSON.parse('{"then":[],"constructor":[],"req":[]}'), { hasOwnProperty: [] }], responses: ok },
    {
      components: {
        securitySchemes: Object.fromEntries(
          ["then", "constructor", "req", "hasOwnProperty", "toString"].map((name) => [
            name,
            { type: "apiKey", in: "header", name },
          ]),
        ),
      },
    },
  ),
  "header parameters that are the connection's": parameters(
    [
      "Content-Type",
      "Accept",
      "Authorization",
      "Content-Length",
      "Transfer-Encoding",
      "Host",
      "Cookie",
      "X-A",
      "x-a",
      "X-a: b",
      "é",
    ].map((name) => ({ name, in: "header", schema: text })),
  ),
  "parameters whose names are syntax": parameters(
    ["", " ", "a[]", "a[b]", "a.b", "a%5B%5D", "[", "]]", "=&", "&", "#", "?", "+", "a", "A"].flatMap((name) =>
      ["query", "cookie"].map((place) => ({ name, in: place, schema: { type: "array", items: text } })),
    ),
  ),
};

const PATHS: Readonly<Record<string, string>> = {
  "braces of all kinds in paths": getAll([
    "/{}",
    "/{{a}}",
    "/x{",
    "/x}",
    "/{a",
    "/{a/b}",
    "/{__proto__}",
    "/{a}/{a}",
    "/{constructor}/{then}",
    "/y{a}{b}",
  ]),
  "paths in the words of other routers": getAll([
    "/:id",
    "/*",
    "/(a|b)",
    "/{a?}",
    "/{a*}",
    "/{a:\\d+}",
    "/[[...a]]",
    "/<int:a>",
    "/..;/b",
    "/**",
    "/:id(.*)",
    "/a::b",
  ]),
  "paths that are one where they are decoded": getAll([
    "/a%20b",
    "/a b",
    "/é",
    "/%C3%A9",
    "/e\u0301",
    "/%65",
    "/e",
    "/E",
    "/e/",
    "/%2F",
    "/%2f",
  ]),
  "paths with questions and fragments": getAll([
    "/a?x=1&x=2",
    "/a?x=2",
    "/a#b",
    "/a?",
    "/a?__proto__=1",
    "/?a",
    "/a?x=%zz",
  ]),
};

const HEADS: Readonly<Record<string, string>> = {
  "statuses that are none": document({
    "/things": {
      get: {
        responses: Object.fromEntries(
          [
            "200\r\nX: y",
            "1e2",
            "0200",
            "99",
            "600",
            "2xx",
            " 200",
            "__proto__x",
            "constructor",
            "-200",
            "200.5",
            "NaN",
            "default",
          ].map((status) => [status, { description: CODE, ...json(text) }]),
        ),
      },
    },
  }),
  "media types that are none": document({
    "/things": {
      post: {
        requestBody: {
          content: Object.fromEntries(
            [
              "",
              "*",
              "*/*",
              "application/",
              "/json",
              'a/b;c="`',
              "application/json\r\nX: y",
              "APPLICATION/JSON",
              `application/${"x".repeat(20_000)}`,
              "__proto__/x",
            ].map((type) => [type, { schema: text }]),
          ),
        },
        responses: {
          "200": {
            description: "",
            content: Object.fromEntries(
              ["", "*", "text/event-stream\n\ndata: x", "a/b\r\nX-Evil: y", "image/*"].map((type) => [
                type,
                { schema: text },
              ]),
            ),
          },
        },
      },
    },
  }),
  "headers of answers that frame them": document({
    "/things": {
      get: {
        responses: {
          "200": {
            description: "",
            headers: Object.fromEntries(
              ["Content-Length", "Transfer-Encoding", "Set-Cookie", "constructor", "Connection"].map((name) => [
                name,
                { required: true, schema: { const: "0\r\n\r\nHTTP/1.1 200 OK" } },
              ]),
            ),
          },
        },
      },
    },
  }),
  "a server whose path has no form": document(
    { "/a": { get: { responses: ok } } },
    { servers: [{ url: "/\ud800/%zz/%E0%A4/é" }] },
  ),
  "servers that lead elsewhere": document(
    { "/a": { get: { responses: ok } } },
    {
      servers: [
        "//evil.example/x",
        "javascript:alert(1)",
        "http://u:p@h/../..",
        "\\\\evil\\share",
        "/%2e%2e%2fx?y=1#z",
        "{a}/{b}",
      ].map((url) => ({ url, variables: { a: { default: "{b}" }, b: { default: "{a}", enum: ["{a}"] } } })),
    },
  ),
  "callbacks whose expressions are odd": one({
    responses: ok,
    callbacks: Object.fromEntries(
      [
        "{$request.body#/",
        "{$request.header.__proto__}",
        "{$response.body#/constructor/prototype}",
        "{$url}{$method}{$statusCode}",
        "file:///etc/passwd",
        "javascript:1",
        "{$request.query.a}{$request.path.b}",
        "{${RUN}}",
        "{$request.body#/~2/~}",
      ].map((url, at) => [`c${at}`, { [url]: { post: { responses: ok } } }]),
    ),
  }),
  "webhooks with names of all kinds": document(
    { "/a": { get: { responses: ok } } },
    {
      webhooks: Object.fromEntries(
        ["constructor", "", "../../x", "a\u2028b", "class", "send", "toString", "c".repeat(3_000)].map((name) => [
          name,
          { post: taking(object({ a: text })) },
        ]),
      ),
    },
  ),
};

const KINDS: Readonly<Record<string, string>> = {
  "numbers that no number holds": body(
    object({
      a: { type: "number", maximum: "MAX", minimum: "MIN" },
      b: { type: "string", minLength: "MAX" },
      c: { const: "BIG" },
      d: { type: "integer", enum: ["MAX", "BIG"] },
    }),
  )
    .replaceAll('"MAX"', "1e400")
    .replaceAll('"MIN"', "-1e400")
    .replaceAll('"BIG"', "9007199254740993"),
  "limits that no value keeps or breaks": body(
    object({
      a: { type: "number", multipleOf: 0 },
      b: { type: "number", multipleOf: -1 },
      c: { type: "array", minItems: -1, maxItems: 1.5 },
      d: { type: "string", minLength: 5, maxLength: 1 },
      e: { type: "object", minProperties: 3, maxProperties: 1, additionalProperties: false },
    }),
  ),
  "lists where nothing can be": body(
    object({
      a: { enum: [] },
      b: { type: [] },
      c: { oneOf: [] },
      d: { anyOf: [] },
      e: { allOf: [] },
      f: { required: [] },
      g: { prefixItems: [], items: false },
    }),
  ),
  "references that are no texts": body(
    object({ a: { $ref: 5 }, b: { $ref: ["#/x"] }, c: { $ref: { $ref: "#/x" } }, d: { $ref: "" } }),
  ),
};

const REFERENCES: readonly HostileCase[] = [
  {
    name: "parts of another kind",
    text: JSON.stringify({
      openapi: "3.1.0",
      info: [],
      servers: { a: 1 },
      tags: "x",
      security: "y",
      paths: {
        "/a": null,
        "/b": 5,
        "/c": [],
        "/d": {
          get: null,
          put: [],
          post: { responses: [], parameters: { a: 1 }, requestBody: 7, tags: {}, security: [null, 5] },
          parameters: [null, 5, { name: 5, in: [] }],
        },
      },
      components: { schemas: [], responses: 5, securitySchemes: { a: null, b: [], c: { type: {} } } },
      webhooks: [null],
    }),
    code: 1,
  },
  ...[
    "#/components/schemas/%2e%2e",
    "#/%E0%A4%A",
    "#%2Fcomponents%2Fschemas",
    "#/components/schemas/~2~",
    `#/${"x".repeat(200_000)}`,
    "?a#/b",
    "\\\\evil\\share\\a.json",
    "file.json?x=1#/A",
    "outside.json#/A/../../B",
  ].map(($ref): HostileCase => ({ name: `the reference ${$ref.slice(0, 60)}`, text: body({ $ref }), code: 1 })),
  {
    name: "examples and mappings that name files",
    text: body(
      {
        oneOf: [{ $ref: "#/components/schemas/A" }],
        discriminator: {
          propertyName: "a",
          mapping: { x: "../outside.json#/A", y: "file:///etc/passwd", z: "http://127.0.0.1:9/x", w: "evil.js" },
        },
        example: { $ref: "../outside.json#/A" },
        examples: [{ $ref: "../outside.json" }],
        default: { $ref: "../outside.json#/A" },
      },
      { components: { schemas: { A: object({ a: text }) }, examples: { e: { externalValue: "../outside.json" } } } },
    ),
    beside: { ...outside, "evil.js": `${RUN}; throw 1` },
    words: ["--client", "--tests"],
    code: 0,
  },
  {
    name: "components of all kinds that refer to themselves",
    text: JSON.stringify({
      openapi: "3.1.0",
      info: { title: "T", version: "1" },
      paths: {
        "/a": { $ref: "#/paths/~1a" },
        "/b": { $ref: "#/paths/~1c" },
        "/c": { $ref: "#/paths/~1b" },
        "/d": {
          post: {
            parameters: [{ $ref: "#/components/parameters/P" }],
            requestBody: { $ref: "#/components/requestBodies/B" },
            responses: { "200": { $ref: "#/components/responses/R" } },
            callbacks: { c: { $ref: "#/components/callbacks/C" } },
            security: [{ S: [] }],
          },
        },
      },
      components: Object.fromEntries(
        [
          ["parameters", "P"],
          ["requestBodies", "B"],
          ["responses", "R"],
          ["callbacks", "C"],
          ["securitySchemes", "S"],
        ].map(([kind = "", name = ""]) => [kind, { [name]: { $ref: `#/components/${kind}/${name}` } }]),
      ),
    }),
    code: 1,
  },
  {
    name: "a file that is a link to one above",
    text: body({ $ref: "link.json#/A" }),
    beside: outside,
    links: { "link.json": "../outside.json" },
    code: 1,
  },
  {
    name: "a folder that is a link to the one above",
    text: body({ $ref: "up/outside.json#/A" }),
    beside: outside,
    links: { up: ".." },
    code: 1,
  },
  { name: "a reference to a folder", text: body({ $ref: ".#/A" }), code: 1 },
  {
    name: "a chain of 500 files",
    text: body({ $ref: "f0.json#/A" }),
    beside: Object.fromEntries(
      Array.from({ length: 500 }, (_, at) => [
        `f${at}.json`,
        JSON.stringify({ A: at === 499 ? text : { $ref: `f${at + 1}.json#/A` } }),
      ]),
    ),
    code: 1,
  },
];

type More = Pick<HostileCase, "file" | "words">;

const rows = (table: Readonly<Record<string, string>>, more: More = {}): readonly HostileCase[] =>
  Object.entries(table).map(([name, content]) => Object.assign({ name, text: content, code: 0 as const }, more));

export const carrierCases: readonly HostileCase[] = [
  ...WRITTEN,
  ...OVERLAYS,
  ...rows(YAMLS, { file: "api.yaml" }),
  ...rows(LETTERS, { words: ["--client", "--tests"] }),
  ...rows(NAMES),
  ...rows(PATHS),
  ...rows(HEADS, { words: ["--client", "--tests"] }),
  ...rows(KINDS),
  ...REFERENCES,
];
