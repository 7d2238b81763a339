import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { documentOf, FRAMEWORKS } from "../scaffold/generated.ts";
import { projectFrom, type Project, type RunningApp } from "./scaffold-project.ts";
import { generatedTests, testsWithHandler } from "./scaffold-generated-tests.ts";
import { callbackPaths, clientTests, SENDING_FILE, senderTests, webhooks } from "./scaffold-sending.ts";
import { streamHandlers, streamPaths, streamTests } from "./scaffold-streams.ts";

const none = { responses: { 200: { description: "" } } };
const query = (name: string, schema: object, more: object = {}) => ({ name, in: "query", schema, ...more });
const list = { type: "array", items: { type: "integer" } };
const point = {
  type: "object",
  properties: { x: { type: "integer" }, y: { type: "integer" } },
  additionalProperties: false,
};
const at = (style: string, explode: boolean, schema: object) => ({
  get: {
    operationId: `path_${style}_${explode ? "x" : "c"}_${"items" in schema ? "list" : "point"}`,
    parameters: [{ name: "v", in: "path", required: true, style, explode, schema }],
    ...none,
  },
});
const json = (schema: object) => ({ "application/json": { schema } });
const body = (content: object, required = true) => ({ requestBody: { required, content } });
/** One of several operations that share a method and a path: the values in it tell them apart. */
const kind = (name: string) => ({
  operationId: name,
  parameters: [
    { name: "kind", in: "path", required: true, schema: { const: name } },
    { name, in: "path", required: true, schema: { type: "string" } },
  ],
  ...body(json({ type: "object" })),
  ...none,
});
const order = {
  type: "object",
  required: ["sku", "items"],
  additionalProperties: false,
  properties: {
    id: { type: "integer", readOnly: true },
    sku: { type: "string", minLength: 2, maxLength: 4, pattern: "^[a-z😀]+$" },
    when: { type: "string", format: "date-time" },
    note: { type: ["string", "null"] },
    priority: { type: "integer", default: 3 },
    items: { type: "array", minItems: 1, uniqueItems: true, items: { $ref: "#/components/schemas/Item" } },
    pay: { $ref: "#/components/schemas/Pay" },
  },
};
const schemas = {
  Order: order,
  Item: {
    type: "object",
    required: ["n"],
    properties: { n: { type: "integer", minimum: 1, multipleOf: 0.5 }, of: { $ref: "#/components/schemas/Item" } },
  },
  Pay: {
    oneOf: [{ $ref: "#/components/schemas/Card" }, { $ref: "#/components/schemas/Cash" }],
    discriminator: { propertyName: "kind" },
  },
  Card: {
    type: "object",
    required: ["kind", "number"],
    properties: { kind: { const: "card" }, number: { type: "string" } },
  },
  Cash: { type: "object", required: ["kind"], properties: { kind: { const: "cash" } } },
};

const document = documentOf(
  {
    "/scalars": {
      get: {
        operationId: "scalars",
        parameters: [
          query("n", { type: "integer", minimum: 1, default: 7 }),
          query("b", { type: "boolean" }),
          query("s", { type: "string" }),
          query("e", { enum: ["a", "b"] }),
        ],
        ...none,
      },
    },
    "/empty": {
      get: {
        operationId: "empty",
        parameters: [
          query("flag", { type: "boolean" }, { allowEmptyValue: true }),
          query("page", { type: "integer", default: 1 }, { allowEmptyValue: true }),
          query("order", { type: "string", enum: ["up", "down"] }, { allowEmptyValue: true }),
          query("text", { type: "string" }, { allowEmptyValue: true }),
          query("strict", { type: "boolean" }),
        ],
        ...none,
      },
    },
    "/lists": {
      get: {
        operationId: "lists",
        parameters: [
          query("form", list),
          query("comma", list, { explode: false }),
          query("pipe", list, { style: "pipeDelimited", explode: false }),
          query("space", list, { style: "spaceDelimited", explode: false }),
        ],
        ...none,
      },
    },
    "/objects": {
      get: {
        operationId: "objects",
        parameters: [
          query("deep", point, { style: "deepObject" }),
          query("flat", point, { explode: false }),
          query("json", undefined as never, { content: json(point) }),
        ],
        ...none,
      },
    },
    "/exploded": { get: { operationId: "exploded", parameters: [query("point", point)], ...none } },
    "/places": {
      get: {
        operationId: "places",
        parameters: [
          { name: "X-Count", in: "header", required: true, schema: { type: "integer" } },
          { name: "sid", in: "cookie", schema: { type: "integer" } },
        ],
        ...none,
      },
    },
    "/simple/{v}": at("simple", false, list),
    "/simplex/{v}": at("simple", true, point),
    "/label/{v}": at("label", false, list),
    "/labelx/{v}": at("label", true, point),
    "/matrix/{v}": at("matrix", false, list),
    "/matrixx/{v}": at("matrix", true, list),
    "/matrixp/{v}": at("matrix", true, point),
    "/orders": {
      post: { operationId: "createOrder", ...body(json({ $ref: "#/components/schemas/Order" })), ...none },
      get: { operationId: "listOrders", ...none },
    },
    "/orders/latest": {
      get: { operationId: "latestOrder", responses: { 200: { description: "", content: json({}) } } },
    },
    "/orders/{id}": {
      get: {
        operationId: "getOrder",
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "integer" } }],
        ...none,
      },
      delete: {
        operationId: "deleteOrder",
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
        ...none,
      },
    },
    "/form": {
      post: {
        operationId: "form",
        ...body({
          "application/x-www-form-urlencoded": {
            schema: {
              type: "object",
              required: ["a"],
              properties: {
                a: { type: "integer" },
                tags: { type: "array", items: { type: "string" } },
                meta: { type: "object", properties: { n: { type: "integer" } } },
              },
            },
          },
        }),
        ...none,
      },
    },
    "/upload": {
      post: {
        operationId: "upload",
        ...body({
          "multipart/form-data": {
            schema: {
              type: "object",
              required: ["file"],
              properties: {
                file: { type: "string", format: "binary" },
                count: { type: "integer" },
                meta: { type: "object", properties: { n: { type: "integer" } } },
                "scans/2": { type: "array", items: { type: "string", format: "binary" } },
              },
            },
            encoding: { "scans/2": { contentType: "image/png, Image/TIFF; q=1" } },
          },
        }),
        ...none,
      },
    },
    "/text": {
      post: { operationId: "text", ...body({ "text/plain": { schema: { type: "string", maxLength: 5 } } }), ...none },
    },
    "/bytes": { post: { operationId: "bytes", ...body({ "image/*": {} }), ...none } },
    "/maybe": { post: { operationId: "maybe", ...body(json({ type: "object" }), false), ...none } },
    "/several": {
      post: { operationId: "several", ...body({ ...json({ type: "integer" }), "text/plain": {} }), ...none },
    },
    "/kinds/{kind}/{cat}": { put: kind("cat") },
    "/kinds/{kind}/{dog}": { put: kind("dog") },
    "/secret": { get: { operationId: "secret", security: [{ token: [] }, { key: [], basic: [] }], ...none } },
    "/thrown": { get: { operationId: "thrown", ...none } },
    ...streamPaths,
    ...callbackPaths,
    "/unchanged": { get: { operationId: "unchanged", responses: { 304: { description: "" } } } },
    "/unwritten": { get: { operationId: "unwritten", ...none } },
  },
  schemas,
  {
    servers: [{ url: "https://example.com/v1/" }],
    webhooks,
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer" },
        key: { type: "apiKey", in: "query", name: "key" },
        basic: { type: "http", scheme: "basic" },
      },
    },
  },
);

/** Every handler answers with what it was given. */
const echo = (given: { input: object; auth?: object; state?: { auth: object } }) => ({
  status: 200,
  body: { ...given.input, auth: given.auth ?? given.state?.auth },
});
const described = async (req: { input: { body: { file: File } } }) => ({
  status: 200,
  body: { ...req.input.body, file: { name: req.input.body.file.name, text: await req.input.body.file.text() } },
});
const handlers = new Proxy(
  {
    ...streamHandlers,
    upload: described,
    thrown: () => {
      throw new Error("the password is hunter2");
    },
    bytes: (req: { input: { body: Buffer } }) => ({ status: 200, body: { length: req.input.body.length } }),
    unchanged: () => ({ status: 304 }),
    unwritten: undefined,
  },
  { get: (own, name) => (name in own ? Reflect.get(own, name) : echo) },
);
const security = {
  token: ({ token }: { token: string }) => (token === "good" ? { user: 1 } : undefined),
  key: ({ key }: { key: string }) => key === "k",
  basic: ({ username, password }: { username: string; password: string }) => `${username}:${password}` === "u:p",
};

describe.each(FRAMEWORKS)("%s", (framework) => {
  let project: Project;
  let app: RunningApp;
  beforeAll(async () => {
    project = await projectFrom(document, { "sending.ts": SENDING_FILE }, { framework, client: true, tests: true });
    app = await project.listen(handlers, { security, bodyLimit: 1_000, fileLimit: "300kb", checkAnswers: true });
  }, 60_000);
  afterAll(async () => {
    await app[Symbol.asyncDispose]();
    await project[Symbol.asyncDispose]();
  });

  async function send(path: string, init: RequestInit = {}) {
    const answer = await fetch(`${app.origin}/v1${path}`, init);
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: text === "" ? undefined : JSON.parse(text) };
  }

  const post = (path: string, value: unknown, type = "application/json") =>
    send(path, {
      method: "POST",
      headers: { "content-type": type },
      body: typeof value === "string" ? value : JSON.stringify(value),
    });

  test("the project compiles", () => {
    expect(project.complaints).toEqual([]);
  });

  test("its generated tests pass, and say which operations are not written", async () => {
    const { passed, failed, todo } = await generatedTests(project);
    expect(failed).toBe(0);
    expect(passed).toBeGreaterThan(30);
    expect(todo).toBeGreaterThan(30);
  });

  test("its generated tests fail where a handler answers what the document does not say", async () => {
    const other = { file: "scalars", from: /=> notImplemented\([^)]*\)/, to: "=> ({ status: 418 })" };
    const { failed, said } = await testsWithHandler(project, other);
    expect(failed).toBe(1);
    expect(said).toContain("GET /v1/scalars answered 418, wanted 200");
  });

  describe("client", () => {
    clientTests({ project: () => project, app: () => app });
  });

  describe("senders", () => {
    senderTests({ project: () => project });
  });

  describe("items", () => {
    streamTests((path) => `${app.origin}/v1${path}`);
  });

  describe("parameters", () => {
    test.each([
      ["/scalars", { n: 7 }],
      ["/scalars?n=12&b=false&s=%C3%A4+b&e=a", { n: 12, b: false, s: "ä b", e: "a" }],
      ["/scalars?unknown=1", { n: 7 }],
      ["/empty?flag&page=&order=&text=", { page: 1, text: "" }],
      ["/empty?flag=true&page=2&order=up", { flag: true, page: 2, order: "up" }],
      [
        "/lists?form=1&form=2&comma=3,4&pipe=5|6&space=7%208",
        { form: [1, 2], comma: [3, 4], pipe: [5, 6], space: [7, 8] },
      ],
      ["/lists?form=1", { form: [1] }],
      [
        "/objects?deep[x]=1&deep[y]=2&flat=x,3,y,4&json=%7B%22x%22:5%7D",
        { deep: { x: 1, y: 2 }, flat: { x: 3, y: 4 }, json: { x: 5 } },
      ],
      ["/exploded?x=1&y=2", { point: { x: 1, y: 2 } }],
    ])("%s", async (path, expected) => expect((await send(path)).body.query).toEqual(expected));

    test.each([
      ["/simple/1,2", [1, 2]],
      ["/simplex/x=1,y=2", { x: 1, y: 2 }],
      ["/label/.1,2", [1, 2]],
      ["/labelx/.x=1.y=2", { x: 1, y: 2 }],
      ["/matrix/;v=1,2", [1, 2]],
      ["/matrixx/;v=1;v=2", [1, 2]],
      ["/matrixp/;x=1;y=2", { x: 1, y: 2 }],
    ])("%s", async (path, expected) => expect((await send(path)).body.params).toEqual({ v: expected }));

    test("headers in lower case and cookies", async () => {
      const { body } = await send("/places", { headers: { "X-Count": "5", Cookie: "a=b; sid=9" } });
      expect([body.headers, body.cookies]).toEqual([{ "x-count": 5 }, { sid: 9 }]);
    });

    test.each([
      ["/scalars?n=x", "n", "must be an integer"],
      ["/scalars?n=0", "n", "must be at least 1"],
      ["/scalars?b=perhaps", "b", "must be true or false"],
      ["/empty?flag&strict", "strict", "must be true or false"],
      ["/scalars?e=c", "e", 'must be one of "a", "b"'],
      ["/scalars?s=1&s=2", "s", "must be a string"],
      ["/lists?form=x", "form.0", "must be an integer"],
      ["/objects?deep[z]=1", "deep.z", "is not known here"],
      ["/places", "x-count", "is required"],
      ["/orders/abc", "id", "must be an integer"],
    ])("%s is refused", async (path, field, message) => {
      const { status, body } = await send(path);
      expect([status, body.error.details]).toEqual([400, [{ field, message }]]);
    });
  });

  test("operations of one method and path: the body is there for the one whose path fits", async () => {
    const put = (path: string) =>
      send(path, { method: "PUT", headers: { "content-type": "application/json" }, body: '{"legs":4}' });
    const [cat, dog, neither] = [await put("/kinds/cat/1"), await put("/kinds/dog/2"), await put("/kinds/cow/3")];
    expect([cat.body.body, cat.body.params]).toEqual([{ legs: 4 }, { kind: "cat", cat: "1" }]);
    expect([dog.body.body, dog.body.params]).toEqual([{ legs: 4 }, { kind: "dog", dog: "2" }]);
    expect(neither.status).toBeGreaterThanOrEqual(400);
  });

  describe("a JSON body", () => {
    const good = { sku: "ab", items: [{ n: 1 }] };

    test("is settled: defaults in, read-only out", async () => {
      expect((await post("/orders", { ...good, id: 9 })).body.body).toEqual({ ...good, priority: 3 });
    });

    test.each([
      ["characters, not UTF-16 units", { ...good, sku: "😀😀😀😀" }],
      ["null where it may be", { ...good, note: null }],
      ["a date and time", { ...good, when: "2024-02-29T23:59:60Z" }],
      ["a recursive schema", { ...good, items: [{ n: 1, of: { n: 2, of: { n: 3 } } }] }],
      ["an alternative", { ...good, pay: { kind: "card", number: "1" } }],
    ])("accepts %s", async (_, value) => expect((await post("/orders", value)).status).toBe(200));

    test.each([
      ["nothing", {}, ["sku is required", "items is required"]],
      ["a list", [], ["body must be an object"]],
      ["a number for a text", { ...good, sku: 1 }, ["sku must be a string"]],
      [
        "too short and wrong",
        { ...good, sku: "A" },
        ["sku must have at least 2 characters", "sku must match the pattern ^[a-z😀]+$"],
      ],
      ["five characters", { ...good, sku: "😀😀😀😀😀" }, ["sku must have at most 4 characters"]],
      ["no date", { ...good, when: "2023-02-29T00:00:00Z" }, ["when must be a date and time (RFC 3339)"]],
      ["an unknown property", { ...good, "a/b": 1 }, ["a/b is not known here"]],
      ["no items", { ...good, items: [] }, ["items must have at least 1 item"]],
      ["the same item twice", { ...good, items: [{ n: 1 }, { n: 1 }] }, ["items must not hold the same item twice"]],
      [
        "deep below",
        { ...good, items: [{ n: 1 }, { n: 0 }, { n: 1, of: { n: "x" } }] },
        ["items.1.n must be at least 1", "items.2.of.n must be an integer"],
      ],
      ["an unknown alternative", { ...good, pay: { kind: "gold" } }, ['pay.kind must be one of "card", "cash"']],
      ["half an alternative", { ...good, pay: { kind: "card" } }, ["pay.number is required"]],
      ["a property named like a method", { ...good, constructor: 1 }, ["constructor is not known here"]],
    ])("refuses %s", async (_, value, expected) => {
      const { status, body } = await post("/orders", value);
      const said = body.error.details.map(
        (detail: { field: string; message: string }) => `${detail.field} ${detail.message}`,
      );
      expect([status, said]).toEqual([400, expected]);
    });

    test("has the error shape with the request's id", async () => {
      const answer = await send("/orders", {
        method: "POST",
        headers: { "content-type": "application/json", "x-request-id": "abc-1" },
        body: "{}",
      });
      expect(answer.body).toEqual({
        error: {
          code: "VALIDATION_ERROR",
          message: expect.any(String),
          details: [
            { field: "sku", message: "is required" },
            { field: "items", message: "is required" },
          ],
        },
        meta: { requestId: "abc-1" },
      });
      expect(answer.headers.get("x-request-id")).toBe("abc-1");
    });

    test("that is no JSON is refused", async () => {
      const { status, body } = await post("/orders", "{");
      expect([status, body.error.code]).toEqual([400, "MALFORMED_JSON"]);
    });

    test.each([
      ["latin1", "application/json;charset=latin1", ""],
      ["utf16le", "application/json; charset=UTF-16LE", ""],
      ["utf8", "application/json", "\uFEFF"],
      ["utf8", 'application/json; charset="utf-8"', "\uFEFF"],
    ] as const)("is read as %s where it comes as %s", async (encoding, type, mark) => {
      const sent = Buffer.from(`${mark}{"sku":"ab","items":[{"n":1}],"note":"Größe"}`, encoding);
      const { body } = await send("/orders", { method: "POST", headers: { "content-type": type }, body: sent });
      expect(body.body).toMatchObject({ note: "Größe" });
    });

    test("in a charset that nobody knows is refused", async () => {
      const { status, body } = await post("/orders", "{}", "application/json; charset=klingon");
      expect([status, body.error.message]).toEqual([415, "The charset klingon is not known here."]);
    });

    test("without a readable media type is the first, or refused by name", async () => {
      const order = { sku: "ab", items: [{ n: 1 }] };
      expect((await post("/orders", order, "")).status).toBe(200);
      const { status, headers, body } = await post("/orders", order, ";x");
      expect([status, headers.get("accept")]).toEqual([415, "application/json"]);
      expect(body.error.message).toBe("That is not accepted here; send application/json.");
    });

    test("that is missing is refused, unless it is optional", async () => {
      const missing = await send("/orders", { method: "POST" });
      expect(missing.body.error.details).toEqual([{ field: "body", message: "is required" }]);
      expect((await send("/maybe", { method: "POST" })).status).toBe(200);
    });

    test("above the limit answers 413, of another type 415", async () => {
      expect((await post("/orders", { sku: "x".repeat(2_000) })).status).toBe(413);
      const other = await post("/orders", "<a/>", "application/xml");
      expect([other.status, other.headers.get("accept")]).toEqual([415, "application/json"]);
    });
  });

  describe("other bodies", () => {
    test("urlencoded: numbers, lists, objects", async () => {
      const { body } = await post("/form", "a=1&tags=x&tags=y&meta[n]=2&other=z", "application/x-www-form-urlencoded");
      expect(body.body).toEqual({ a: 1, tags: ["x", "y"], meta: { n: 2 }, other: "z" });
    });

    test("multipart: files and coerced fields", async () => {
      const form = new FormData();
      form.set("file", new File(["hello"], "a.txt"));
      form.set("count", "3");
      form.set("meta", '{"n":4}');
      const { body } = await send("/upload", { method: "POST", body: form });
      expect(body).toEqual({ file: { name: "a.txt", text: "hello" }, count: 3, meta: { n: 4 } });
    });

    test("multipart: a large file comes whole, one above the limit is refused", async () => {
      const upload = (length: number) => {
        const form = new FormData();
        form.set("file", new File(["0123456789".repeat(length / 10)], "large.txt"));
        return send("/upload", { method: "POST", body: form });
      };
      expect((await upload(200_000)).body).toEqual({ file: { name: "large.txt", text: "0123456789".repeat(20_000) } });
      const { status, body } = await upload(400_000);
      expect([status, body.error.code]).toEqual([413, "PAYLOAD_TOO_LARGE"]);
    });

    test("multipart: a file is of the types that the document names, or says no type", async () => {
      const scanned = async (...types: readonly string[]) => {
        const form = new FormData();
        form.set("file", new File([""], "a.txt"));
        for (const type of types) form.append("scans/2", new File(["x"], "s", { type }));
        const { status, body } = await send("/upload", { method: "POST", body: form });
        return [status, body.error?.details];
      };
      expect(await scanned("image/png", "image/tiff;a=b", "")).toEqual([200, undefined]);
      const message = "must be sent as image/png or image/tiff";
      expect(await scanned("image/png", "text/html")).toEqual([400, [{ field: "scans/2", message }]]);
    });

    test("multipart without its file is refused", async () => {
      const form = new FormData();
      form.set("count", "x");
      const { status, body } = await send("/upload", { method: "POST", body: form });
      expect([status, body.error.details.length]).toEqual([400, 2]);
    });

    test("multipart that has no end is refused", async () => {
      const { status, body } = await post("/upload", "--b\r\n", "multipart/form-data; boundary=b");
      expect([status, body.error.code]).toEqual([400, "MALFORMED_FORM"]);
    });

    test("text and bytes", async () => {
      expect((await post("/text", "abc", "text/plain")).body.body).toBe("abc");
      expect((await post("/text", "abcdef", "text/plain")).status).toBe(400);
      expect((await post("/bytes", "12345", "image/png")).body).toEqual({ length: 5 });
    });

    test("several media types on one operation", async () => {
      expect((await post("/several", "5", "application/json")).body.body).toBe(5);
      expect((await post("/several", "5", "text/plain")).body.body).toBe("5");
      expect((await post("/several", '"x"', "application/json")).status).toBe(400);
    });
  });

  describe("routes", () => {
    test("fixed paths come before parameters", async () => {
      expect((await send("/orders/latest")).status).toBe(200);
    });

    test("a method that only the path with the parameter has still reaches it", async () => {
      expect((await send("/orders/latest", { method: "DELETE" })).body.params).toEqual({ id: "latest" });
    });

    test("404, 405 with Allow, HEAD and OPTIONS", async () => {
      expect((await send("/nowhere")).status).toBe(404);
      const wrong = await send("/orders", { method: "PUT" });
      expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS, POST"]);
      expect((await send("/orders", { method: "HEAD" })).status).toBe(200);
      expect((await send("/orders", { method: "OPTIONS" })).headers.get("allow")).toBe("GET, HEAD, OPTIONS, POST");
      expect((await send("/orders", { method: "QUERY" })).status).toBe(405);
    });

    test("what never has a body tells HEAD no length of one", async () => {
      const answers = [await send("/unchanged", { method: "HEAD" }), await send("/maybe", { method: "OPTIONS" })];
      expect(answers.map(({ status, headers }) => [status, headers.get("content-length")])).toEqual([
        [304, null],
        [204, null],
      ]);
    });

    test.each([
      ["*/*;q=0", 406],
      ["application/json; q=0.0, */*", 406],
      ["text/html, */*;q=0.1", 200],
    ])("accept: %s", async (accept, status) => {
      expect((await send("/orders/latest", { headers: { accept } })).status).toBe(status);
    });

    test("an escape that is none is the client's mistake", async () => {
      expect((await send("/orders/%E0%A4%A")).status).toBe(400);
    });

    test("an unexpected error tells nothing of itself", async () => {
      const { status, body } = await send("/thrown");
      expect([status, JSON.stringify(body).includes("hunter2")]).toEqual([500, false]);
    });

    test("an operation without a handler answers 501", async () => {
      expect((await send("/unwritten")).status).toBe(501);
    });
  });

  describe("security", () => {
    const basic = `Basic ${Buffer.from("u:p").toString("base64")}`;

    test.each([
      ["no credentials", "/secret", {}, 401],
      ["wrong ones", "/secret", { authorization: "Bearer bad" }, 401],
      ["the first alternative", "/secret", { authorization: "Bearer good" }, 200],
      ["both of the second", "/secret?key=k", { authorization: basic }, 200],
      ["half of the second", "/secret?key=k", {}, 401],
    ])("%s", async (_, path, headers, status) => expect((await send(path, { headers })).status).toBe(status));

    test("what a check answers stands in req.auth", async () => {
      expect((await send("/secret", { headers: { authorization: "Bearer good" } })).body.auth).toEqual({
        token: { user: 1 },
      });
    });

    test("without a check nobody gets in", async () => {
      await using open = await project.listen(handlers);
      const answer = await fetch(`${open.origin}/v1/secret`, { headers: { authorization: "Bearer good" } });
      expect([answer.status, answer.headers.get("www-authenticate")]).toEqual([
        401,
        'Bearer, Basic realm="api", charset="UTF-8"',
      ]);
    });
  });
});
