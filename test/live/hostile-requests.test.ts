import { execFile } from "node:child_process";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import type { Server } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCli, temporaryFolder } from "../support/world.ts";

const root = join(import.meta.dirname, "..", "..");
const anything = { "200": { description: "ok" } };
const taking = (content: Readonly<Record<string, unknown>>) => ({
  post: { requestBody: { required: true, content }, responses: anything },
});
const item = { type: "object", properties: { name: { type: "string", pattern: "^(a+)+$" }, at: { type: "integer" } } };

/** Every way in which a request can carry something; no handler looks at it, so that all there is to fail is generated. */
const document = {
  openapi: "3.1.0",
  info: { title: "Everything", version: "1" },
  paths: {
    "/json": taking({ "application/json": { schema: item } }),
    "/any": taking({ "application/json": {} }),
    "/tree": taking({ "application/json": { schema: { $ref: "#/components/schemas/Tree" } } }),
    "/list": taking({
      "application/json": { schema: { oneOf: [{ type: "array", items: { type: "integer" } }, item] } },
    }),
    "/unique": taking({ "application/json": { schema: { type: "array", uniqueItems: true } } }),
    "/form": taking({ "application/x-www-form-urlencoded": { schema: item } }),
    "/parts": taking({ "multipart/form-data": { schema: { ...item, required: ["name"] } } }),
    "/text": taking({ "text/plain": { schema: { type: "string", maxLength: 5 } } }),
    "/things/{id}": {
      get: {
        parameters: [
          { name: "id", in: "path", required: true, schema: { type: "string", maxLength: 5 } },
          { name: "deep", in: "query", style: "deepObject", schema: { type: "object" } },
          { name: "constructor", in: "header", schema: { type: "string" } },
          { name: "seen", in: "cookie", schema: { type: "integer" } },
        ],
        responses: anything,
      },
    },
  },
  components: {
    schemas: {
      Tree: {
        anyOf: [
          { type: "object", required: ["of"], properties: { of: { $ref: "#/components/schemas/Tree" } } },
          { type: "object", required: ["of", "x"], properties: { of: { $ref: "#/components/schemas/Tree" } } },
          { type: "array", items: { $ref: "#/components/schemas/Tree" } },
          { type: "integer" },
        ],
      },
    },
  },
};

interface Application {
  listen(port: number, host: string): Server;
}

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let server: Server;

beforeAll(async () => {
  folder = await temporaryFolder("hostile-requests");
  const { path } = folder;
  await writeFile(join(path, "package.json"), '{"type":"module"}');
  await symlink(join(root, "node_modules"), join(path, "node_modules"), "junction");
  await writeFile(join(path, "api.json"), JSON.stringify(document));
  await runCli(["scaffold", "api.json"], { cwd: path });
  await mkdir(join(path, "dist"));
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const options = "--target es2023 --module nodenext --strict --skipLibCheck --types node --rootDir src --outDir dist";
  const files = ["src/server.ts", "src/app.ts"];
  await promisify(execFile)(process.execPath, [compiler, ...options.split(" "), ...files], { cwd: path });
  const load = async (file: string): Promise<Readonly<Record<string, unknown>>> =>
    (await import(pathToFileURL(join(path, "dist", file)).href)) as Readonly<Record<string, unknown>>;
  const createApp = (await load("app.js"))["createApp"] as (handlers: unknown) => Application;
  const { handlers } = await load("routes/index.js");
  const silent = Object.keys(handlers as object).map((name) => [name, () => ({ status: 200 })] as const);
  server = createApp(Object.fromEntries(silent)).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
}, 120_000);

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await folder[Symbol.asyncDispose]();
});

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** The bytes as they are; the first answer. */
function send(bytes: Buffer): Promise<Answer> {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    socket.setEncoding("latin1").on("data", (part: string) => (text += part));
    const end = (): void => resolve({ status: Number(/^HTTP\/1\.1 (?!1)(\d+)/m.exec(text)?.[1] ?? 0), text });
    socket.on("close", end);
    socket.on("error", (error) => (text === "" ? reject(error) : end()));
  });
}

function request(line: string, headers: readonly string[] = [], body: string | Buffer = ""): Buffer {
  const content = Buffer.from(body);
  const length = content.length === 0 ? [] : [`Content-Length: ${content.length}`];
  const head = [`${line} HTTP/1.1`, "Host: x", "Connection: close", ...length, ...headers, "", ""].join("\r\n");
  return Buffer.concat([Buffer.from(head, "latin1"), content]);
}

const json = (path: string, body: string | Buffer, headers: readonly string[] = []): Buffer =>
  request(`POST ${path}`, ["Content-Type: application/json", ...headers], body);
const parts = (body: string, type = "multipart/form-data; boundary=b"): Buffer =>
  request("POST /parts", [`Content-Type: ${type}`], body);
const part = (name: string, value: string): string =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

const chain = (depth: number): string => '{"of":'.repeat(depth) + '"no"' + "}".repeat(depth);
const brackets = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);

const cases: readonly (readonly [string, Buffer, number | readonly number[]])[] = [
  ["a __proto__ body", json("/json", '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'), 200],
  [
    "__proto__ in a query",
    request("GET /things/a?deep[__proto__][polluted]=1&__proto__[polluted]=1&deep[a][__proto__]=1"),
    200,
  ],
  [
    "__proto__ in a form",
    request(
      "POST /form",
      ["Content-Type: application/x-www-form-urlencoded"],
      "__proto__[polluted]=1&constructor[prototype][polluted]=1&name=aa",
    ),
    200,
  ],
  ["__proto__ as a part", parts(`${part("__proto__", "x")}${part("name", "aa")}--b--\r\n`), 200],
  ["a body that is too large", json("/any", Buffer.alloc((1 << 20) + 1, " ")), 413],
  ["a bomb of gzip", json("/any", gzipSync(Buffer.alloc(50 << 20, " ")), ["Content-Encoding: gzip"]), 413],
  [
    "a bomb of gzip without an end",
    json("/any", gzipSync(Buffer.alloc(50 << 20, " ")).subarray(0, 20_000), ["Content-Encoding: gzip"]),
    413,
  ],
  ["broken gzip", json("/any", "no gzip", ["Content-Encoding: gzip"]), 400],
  ["an unknown encoding", json("/any", "x", ["Content-Encoding: x-evil"]), 415],
  ["a content type that is not declared", request("POST /json", ["Content-Type: text/xml"], "<a/>"), 415],
  ["a content type of nonsense", request("POST /json", ["Content-Type: ;;;/\\\u0080"], "{}"), 415],
  ["a charset of nonsense", request("POST /text", ["Content-Type: text/plain; charset=__proto__"], "abc"), 415],
  ["malformed JSON", json("/json", '{"a":'), 400],
  ["an empty body", json("/json", ""), 400],
  ["NUL bytes", json("/json", "\u0000\u0000"), 400],
  ["bytes that are no UTF-8", json("/json", Buffer.from([0x22, 0xff, 0xc0, 0x22])), 400],
  ["lists in lists in lists", json("/any", brackets(200_000)), 400],
  ["lists in lists for a recursive schema", json("/tree", brackets(5_000)), 400],
  ["lists in lists to compare", json("/unique", `[${brackets(5_000)},${brackets(5_000)}]`), 400],
  ["alternatives that meet again at every level", json("/tree", chain(150)), 400],
  ["a hundred thousand mistakes", json("/list", `[${'"x",'.repeat(200_000)}0]`), 400],
  ["a text that a pattern cannot finish", json("/json", JSON.stringify({ name: `${"a".repeat(5_000)}!` })), 400],
  ["malformed escapes in the path", request("GET /things/%E0%A4%A"), 400],
  ["a lone percent sign", request("GET /things/%"), 400],
  ["malformed escapes in the query", request("GET /things/a?%E0%A4%A=%&deep[%]=%zz"), 200],
  ["an escaped NUL in the path", request("GET /things/%00"), [200, 400]],
  ["a path that climbs", request("GET /things/..%2f..%2f..%2fetc%2fpasswd"), 400],
  ["a path of dots", request("GET /../../../../etc/passwd"), 404],
  ["ten thousand query parameters", request(`GET /things/a?${"a=1&".repeat(3_000)}deep[x]=1`), 200],
  ["nested query parameters", request(`GET /things/a?deep${"[a]".repeat(1_000)}=1`), 200],
  ["headers that exceed the limit", request("GET /things/a", [`X-A: ${"x".repeat(100_000)}`]), 431],
  ["a header called constructor", request("GET /things/a", ["constructor: x", "__proto__: y", "toString: z"]), 200],
  [
    "a header twice",
    request("GET /things/a", ["X-Request-Id: a", "X-Request-Id: <script>", "Cookie: seen=1", "Cookie: seen=2"]),
    200,
  ],
  ["cookies of nonsense", request("GET /things/a", ["Cookie: ;;=;=a;seen=%E0%A4%A;__proto__=x"]), 400],
  ["credentials of nonsense", request("GET /things/a", ["Authorization: Basic \u0080==", "Authorization: x"]), 200],
  ["a line break in a header", request("GET /things/a", ["X-A: a\nX-B: b\rX-C: c"]), 400],
  [
    "both lengths",
    request("POST /json", ["Content-Type: application/json", "Transfer-Encoding: chunked"], "0\r\n\r\n"),
    400,
  ],
  ["a negative length", request("POST /json", ["Content-Length: -1"]), 400],
  ["a form without a boundary", parts("x", "multipart/form-data"), 400],
  ["a form that does not end", parts(part("name", "aa")), 400],
  ["a form with megabytes behind it", parts(`${part("name", "aa")}--b--\r\n${"x".repeat(4 << 20)}`), 413],
  ["a form of nonsense", parts("--b\r\n\r\n\r\n--b\r\nContent-Disposition: x\r\n\r\n--b--"), 400],
  ["ten thousand parts", parts(`${part("x", "").repeat(10_000)}${part("name", "aa")}--b--\r\n`), 413],
  [
    "a file name that climbs",
    parts(`--b\r\nContent-Disposition: form-data; name="name"; filename="../../x"\r\n\r\naa\r\n--b--\r\n`),
    400,
  ],
  ["nothing that is acceptable", request("GET /things/a", ["Accept:"]), 200],
  ["HEAD", request("HEAD /things/a"), 200],
  ["OPTIONS", request("OPTIONS /things/a"), [200, 204]],
  ["OPTIONS of everything", request("OPTIONS *"), [200, 204, 404]],
  ["a method that is not declared", request("DELETE /things/a"), 405],
  ["a method that does not exist", request("EVIL /things/a"), 400],
  ["TRACE", request("TRACE /things/a"), 405],
  ["an absolute target", request("GET http://evil.example/things/a"), [200, 404]],
  ["a target without a slash", request("GET things"), [400, 404]],
  ["an expectation", request("GET /things/a", ["Expect: the worst"]), 417],
];

const INTERNALS = /node_modules|node:internal|\.js:\d+|\\n +at |hostile-requests|Maximum call stack|\/dist\//;

describe("a generated application under hostile requests", () => {
  test.each(cases)("%s", async (_, bytes, expected) => {
    const { status, text } = await send(bytes);
    const isExpected = [expected].flat().includes(status);
    expect(isExpected ? "" : text.slice(0, 1_000)).toBe("");
    expect([expected].flat()).toContain(status);
    expect(text.length).toBeLessThan(50_000);
    expect(text).not.toMatch(INTERNALS);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });
});
