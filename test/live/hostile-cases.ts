// Specifications that an attacker would write. Every case says what is hostile about it and with which exit code it may end.

export interface HostileCase {
  readonly name: string;
  readonly file?: string;
  readonly text: string | Uint8Array;
  /** 0: usable; 1: usable with lost parts; 2: refused. */
  readonly code: 0 | 1 | 2;
  /** Further files, beside the document or above it. */
  readonly beside?: Readonly<Record<string, string>>;
  /** Symbolic links beside the document, to where they lead. */
  readonly links?: Readonly<Record<string, string>>;
  /** Further words of the command. */
  readonly words?: readonly string[];
}

/** Set on globalThis or on Object.prototype by whatever was executed. */
export const MARKER = "backwrightExecuted";
/** Stands in files that no document may read. */
export const SECRET = "canary-8d1f0c";

export const RUN = `globalThis.${MARKER}=1`;
const BREAKOUTS: Readonly<Record<string, string>> = {
  "the end of a comment": `*/${RUN}/*`,
  "a template literal": "`;" + RUN + ";`${" + RUN + "}",
  quotes: `";${RUN};//';${RUN};//`,
  "the end of a script": `</script><script>${RUN}</script>`,
  "line breaks": `a\n${RUN}\r\n${RUN}\r${RUN}`,
  "line separators": `a\u2028${RUN}\u2029${RUN}`,
  backslashes: `\\";${RUN}//\\\\`,
  controls: `a\u0000b\u001b[31mc\u009b2Jd\u202ee`,
  brackets: `x}]);${RUN};({[`,
};

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
export type Parts = { readonly [name: string]: Json };

export const ok: Parts = { "200": { description: "ok" } };
export const json = (schema: Json): Parts => ({ content: { "application/json": { schema } } });
export const taking = (schema: Json): Parts => ({ requestBody: { required: true, ...json(schema) }, responses: ok });
export const object = (properties: Parts): Parts => ({ type: "object", properties });

export const document = (paths: Parts, rest: Parts = {}): string =>
  JSON.stringify({ openapi: "3.1.0", info: { title: "Hostile", version: "1" }, paths, ...rest });
export const one = (operation: Parts, rest: Parts = {}): string => document({ "/things": { post: operation } }, rest);
export const body = (schema: Json, rest: Parts = {}): string => one({ operationId: "send", ...taking(schema) }, rest);

/** The same text in every place where a document names or describes something. */
export const everywhere = (text: string): string =>
  JSON.stringify({
    openapi: "3.1.0",
    info: { title: text, version: text, description: text },
    servers: [{ url: "/v1", description: text }],
    tags: [{ name: text, description: text }],
    security: [{ [text]: [] }],
    paths: {
      "/things/{id}": {
        put: {
          operationId: text,
          tags: [text],
          summary: text,
          description: text,
          parameters: [
            { name: "id", in: "path", required: true, description: text, schema: { type: "string", default: text } },
            { name: text, in: "query", description: text, schema: { type: "string", enum: [text], default: text } },
            { name: text, in: "cookie", schema: { type: "array", items: { const: text } } },
            { name: "deep", in: "query", style: "deepObject", schema: object({ [text]: { type: "string" } }) },
          ],
          requestBody: {
            description: text,
            content: { "application/json": { schema: { $ref: "#/components/schemas/A" } } },
          },
          responses: {
            "200": { description: text, headers: { "X-A": { description: text } }, ...json({ const: text }) },
          },
        },
      },
    },
    components: {
      schemas: {
        A: {
          title: text,
          description: text,
          type: "object",
          required: [text],
          properties: {
            [text]: { const: text, description: text },
            other: { $ref: `#/components/schemas/${pointer(text)}` },
          },
          discriminator: { propertyName: text },
          examples: [text],
        },
        [text]: {
          description: text,
          oneOf: [{ enum: [text] }, { type: "object", additionalProperties: { const: text } }],
        },
      },
      securitySchemes: { [text]: { type: "apiKey", in: "query", name: text, description: text } },
    },
  });

const pointer = (text: string): string => encodeURIComponent(text.replaceAll("~", "~0").replaceAll("/", "~1"));

const getAt = (path: string): string => document({ [path]: { get: { responses: ok } } });
export const tagged = (...tags: readonly string[]): string =>
  document(Object.fromEntries(tags.map((tag, index) => [`/p${index}`, { get: { tags: [tag], responses: ok } }])));
const referring = (ref: string): string => body({ $ref: ref });
const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;

export const yaml = (schema: string): string =>
  `openapi: 3.1.0\ninfo: {title: T, version: "1"}\npaths:\n  /things:\n    post:\n      operationId: send\n` +
  `      requestBody: {content: {application/json: {schema: ${schema}}}}\n      responses: {"200": {description: ok}}\n`;

const bomb = (): string => {
  const levels = "bcdefghijk".split("").map((name, index) => {
    const last = String.fromCharCode(97 + index);
    return `  ${name}: &${name} [${Array.from({ length: 10 }, () => `*${last}`).join(",")}]\n`;
  });
  return `${yaml("{type: string}")}x-bomb:\n  a: &a [lol,lol,lol,lol,lol,lol,lol,lol,lol,lol]\n${levels.join("")}`;
};

const evilSchema = `{"components":{"schemas":{"A":{"type":"string","const":"${SECRET}"}}}}`;
const outside = { "../outside.json": evilSchema };

const inherited = ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "prototype", "then"];
const inheritedMembers: Parts = Object.fromEntries(inherited.map((name) => [name, { type: "string" }]));

export const hostileCases: readonly HostileCase[] = [
  ...Object.entries(BREAKOUTS).map(([what, text]) => ({
    name: `${what} in every name and description`,
    text: everywhere(text),
    code: 0 as const,
  })),
  ...[
    "../../../escape",
    "/etc/passwd",
    "..\\..\\escape",
    "..%2f..%2fescape",
    "C:\\escape",
    "a\u0000b",
    ".",
    "//host/x",
  ].map((tag) => ({ name: `a tag that is the path ${JSON.stringify(tag)}`, text: tagged(tag), code: 0 as const })),
  { name: "a path that climbs", text: getAt("/../../escape/..%2f..%2fx"), code: 0 },
  { name: "a path with backslashes and NUL", text: getAt("/..\\..\\a\u0000b"), code: 0 },
  { name: "a path with the routers' own characters", text: getAt("/a(.*)+:x*?{y}!\\d[z]"), code: 0 },
  { name: "a path that breaks out of its literal", text: getAt(`/";${RUN};//\`\${${RUN}}\n`), code: 0 },
  { name: "a path without a slash", text: getAt("things"), code: 0 },
  {
    name: "a server whose path climbs",
    text: document({ "/a": { get: { responses: ok } } }, { servers: [{ url: "/../../x/:y*" }] }),
    code: 0,
  },
  { name: "tags that differ in case only", text: tagged("Users", "users", "USERS", "uSers"), code: 0 },
  {
    name: "tags of reserved file names",
    text: tagged("con", "NUL", "index", "aux", "com1", "app", "server", "handlers"),
    code: 0,
  },
  { name: "tags without a letter", text: tagged("", "!!!", "…", "\u202e", "💣"), code: 0 },
  {
    name: "operations of the same name",
    text: document({
      "/a": { get: { operationId: "same", responses: ok }, put: { operationId: "same", responses: ok } },
      "/b": { get: { operationId: "Same", responses: ok } },
    }),
    code: 0,
  },
  {
    name: "operations called like keywords and globals",
    text: document(
      Object.fromEntries(
        [
          "class",
          "await",
          "eval",
          "arguments",
          "undefined",
          "Object",
          "Handlers",
          "handlers",
          "default",
          "__proto__",
          "process",
          "globalThis",
        ].map((operationId, index) => [`/k${index}`, { get: { operationId, responses: ok } }]),
      ),
    ),
    code: 0,
  },
  {
    name: "schemas whose names collide",
    text: body(
      { $ref: "#/components/schemas/a" },
      {
        components: {
          schemas: {
            a: { type: "string" },
            A: { type: "number" },
            "a ": { type: "boolean" },
            "a-": { type: "null" },
            Record: { type: "string" },
            Promise: { type: "number" },
            unknown: { type: "object" },
          },
        },
      },
    ),
    code: 0,
  },
  {
    name: "properties that every object inherits",
    text: body({ ...object(inheritedMembers), required: inherited, additionalProperties: false }),
    code: 0,
  },
  {
    name: "parameters that every object inherits",
    text: one({
      parameters: inherited.flatMap((name) =>
        ["query", "cookie", "header"].map((place) => ({ name, in: place, schema: { type: "string" } })),
      ),
      responses: ok,
    }),
    code: 0,
  },
  {
    name: "schemas called like inherited members",
    text: body(
      { anyOf: inherited.map((name) => ({ $ref: `#/components/schemas/${name}` })) },
      {
        components: {
          schemas: JSON.parse(
            `{${inherited.map((name) => `"${name}":{"type":"object","properties":{"x":{"type":"integer"}}}`).join(",")}}`,
          ),
        },
      },
    ),
    code: 0,
  },
  {
    name: "a __proto__ member in every object of the document",
    text: body(object({ a: { type: "string" } })).replaceAll("{", `{"__proto__":{"${MARKER}":1},`),
    code: 0,
  },
  {
    name: "a discriminator called __proto__",
    text: body(
      {
        oneOf: [{ $ref: "#/components/schemas/A" }],
        discriminator: { propertyName: "__proto__", mapping: { constructor: "#/components/schemas/A" } },
      },
      { components: { schemas: { A: object({ x: { type: "string" } }) } } },
    ),
    code: 0,
  },
  {
    name: "a default of __proto__",
    text: body(object({ a: { default: JSON.parse(`{"__proto__":{"${MARKER}":1}}`) } })),
    code: 0,
  },
  {
    name: "enum values of every kind",
    text: body({
      enum: [Number.MAX_VALUE, -0, null, "", "`", "${x}", { "*/": ["</script>"] }, [[]], 1e21, "\u2028", "\ud800"],
    }),
    code: 0,
  },
  { name: "a pattern that does not compile", text: body({ type: "string", pattern: "(((" }), code: 0 },
  {
    name: "a pattern that ends its literal",
    text: body({ type: "string", pattern: `/;${RUN}//\n\\/[/]\u2028` }),
    code: 0,
  },
  {
    name: "patterns that backtrack for ever",
    text: body(
      object({
        a: { type: "string", pattern: "^(a+)+$" },
        b: { type: "string", pattern: "^(a|a)*$" },
        c: { type: "string", pattern: "a*a*a*a*b$" },
        d: { patternProperties: { "^(x+x+)+y$": { type: "string" } } },
        e: { propertyNames: { pattern: "(.*)*=" } },
      }),
    ),
    code: 0,
  },
  {
    name: "a security scheme called __proto__",
    text: one(
      { security: [JSON.parse('{"__proto__":[]}')], responses: ok },
      {
        components: {
          securitySchemes: JSON.parse(
            '{"__proto__":{"type":"http","scheme":"basic"},"constructor":{"type":"http","scheme":"bearer"}}',
          ),
        },
      },
    ),
    code: 0,
  },
  { name: "a reference to a file of the system", text: referring("/etc/passwd"), code: 1 },
  {
    name: "a reference to a file of the system, from YAML",
    file: "api.yaml",
    text: yaml("{$ref: '/etc/hostname#/x'}"),
    code: 1,
  },
  {
    name: "a reference above the folder",
    text: referring("../outside.json#/components/schemas/A"),
    beside: outside,
    code: 1,
  },
  {
    name: "an encoded reference above the folder",
    text: referring("..%2foutside.json#/components/schemas/A"),
    beside: outside,
    code: 1,
  },
  {
    name: "a reference above the folder with backslashes",
    text: referring("..\\outside.json#/components/schemas/A"),
    beside: outside,
    code: 1,
  },
  {
    name: "a reference that goes down and up",
    text: referring("a/../../outside.json#/components/schemas/A"),
    beside: outside,
    code: 1,
  },
  { name: "a reference to another host", text: referring("http://127.0.0.1:9/evil.json#/A"), code: 1 },
  { name: "a reference to a file: URL", text: referring("file:///etc/passwd#/A"), code: 1 },
  { name: "a reference to another drive", text: referring("D:\\secret.json#/A"), code: 1 },
  { name: "a reference to a share of another host", text: referring("//evil.example/share/a.json#/A"), code: 1 },
  { name: "a reference to a device", text: referring("/dev/zero"), code: 1 },
  { name: "a reference through an inherited member", text: referring("#/__proto__/constructor"), code: 1 },
  { name: "a reference with NUL", text: referring("a\u0000.json#/A"), code: 1 },
  {
    name: "a reference to a program",
    text: referring("evil.js#/A"),
    beside: { "evil.js": `${RUN}; throw 1` },
    code: 1,
  },
  {
    name: "an $id that claims another host",
    text: body({ $id: "http://evil.example/a/", $ref: "b.json#/A" }),
    code: 1,
  },
  {
    name: "references in a circle",
    text: referring("#/components/schemas/A").replace(
      /}$/,
      ',"components":{"schemas":{"A":{"$ref":"#/components/schemas/B"},"B":{"$ref":"#/components/schemas/A"}}}}',
    ),
    code: 1,
  },
  {
    name: "YAML that wants to run a function",
    file: "api.yaml",
    text: yaml(`!!js/function 'function(){${RUN}}'`),
    code: 2,
  },
  {
    name: "YAML that wants an object of Python",
    file: "api.yaml",
    text: yaml("!!python/object/apply:os.system ['true']"),
    code: 2,
  },
  {
    name: "YAML with a merge key that sets the prototype",
    file: "api.yaml",
    text: yaml(`{<<: {__proto__: {${MARKER}: 1}}, type: object}`),
    code: 0,
  },
  { name: "a bomb of YAML aliases", file: "api.yaml", text: bomb(), code: 2 },
  { name: "a YAML alias that contains itself", file: "api.yaml", text: yaml("&a {type: array, items: *a}"), code: 2 },
  { name: "nesting of 10,000 levels in JSON", text: body({ const: "x" }).replace('"x"', nested(10_000)), code: 2 },
  { name: "nesting of 10,000 levels in YAML", file: "api.yaml", text: yaml("[".repeat(10_000)), code: 2 },
  {
    name: "nesting of 400 schemas",
    text: body({ type: "null" }).replace(
      '{"type":"null"}',
      `${'{"type":"array","items":'.repeat(400)}{}${"}".repeat(400)}`,
    ),
    code: 0,
  },
  { name: "a tag of a megabyte", text: tagged("a".repeat(1 << 20)), code: 0 },
  { name: "an operationId of a megabyte", text: one({ operationId: "x".repeat(1 << 20), responses: ok }), code: 0 },
  {
    name: "a property and a schema of a megabyte, a path of 8,000 characters",
    text: document(
      { [`/${"p".repeat(8_000)}`]: { post: taking({ $ref: `#/components/schemas/${"S".repeat(1 << 20)}` }) } },
      { components: { schemas: { ["S".repeat(1 << 20)]: object({ ["k".repeat(1 << 20)]: { type: "string" } }) } } },
    ),
    code: 0,
  },
  {
    name: "300 tags that climb",
    text: tagged(...Array.from({ length: 300 }, (_, index) => `t ${"/..".repeat(index)}`)),
    code: 0,
  },
  {
    name: "names twice in JSON",
    text: '{"openapi":"3.1.0","openapi":"3.1.0","info":{"title":"a","version":"1"},"paths":{"/a":{"get":{"responses":{}},"get":{"operationId":"b","responses":{}}}}}',
    code: 0,
  },
  {
    name: "names twice in YAML",
    file: "api.yaml",
    text: `${yaml("{type: string, type: number}")}info: {title: again, version: "2"}\n`,
    code: 0,
  },
  {
    name: "a byte order mark and CRLF",
    file: "api.yaml",
    text: `\uFEFF${yaml("{type: string}").replaceAll("\n", "\r\n")}`,
    code: 0,
  },
  {
    name: "UTF-16 with a byte order mark",
    file: "api.yaml",
    text: Buffer.from(`\uFEFF${yaml("{type: string}")}`, "utf16le"),
    code: 2,
  },
  { name: "NUL bytes", file: "api.yaml", text: yaml("{type: string}").replaceAll(" ", "\u0000"), code: 2 },
  {
    name: "bytes that are no UTF-8",
    text: Buffer.concat([
      Buffer.from('{"openapi":"3.1.0","info":{"title":"'),
      Buffer.from([0xff, 0xfe, 0x80, 0xc0]),
      Buffer.from('","version":"1"},"paths":{"/a":{"get":{"responses":{}}}}}'),
    ]),
    code: 0,
  },
  {
    name: "escapes of a terminal in an error",
    text: '{"openapi":"\\u001b]0;owned\\u0007\\u001b[2J","paths":{}}',
    code: 2,
  },
  {
    name: "a path and a reference that would write lines of the report",
    text: document({
      "/a\nCreated TypeScript types: forged\n": { post: taking({ $ref: "#/no\nCreated TypeScript types: forged" }) },
    }),
    code: 1,
  },
  { name: "an empty file", text: "", code: 2 },
  { name: "a list", text: "[]", code: 2 },
];
