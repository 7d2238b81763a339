import { describe, expect, test } from "vitest";
import type { Operation, Parameter, SecurityScheme } from "../../../../src/openapi/index.ts";
import { sampleRequest } from "../../../../src/openapi/sample/index.ts";
import { mediaOf, operationOf, parameterOf } from "../../../support/operation.ts";

const model = { schemas: new Map(), securitySchemes: new Map<string, SecurityScheme>() };
const list = { const: [3, 4] };
const record = { const: { a: 1, b: "x y" } };

function pathWith(parameter: Parameter): string {
  const path = parameter.in === "path" ? `/things/{${parameter.name}}` : "/things";
  return sampleRequest(operationOf(path, { parameters: [parameter] }), model).path;
}

describe("a parameter's style", () => {
  const inPath = (schema: Parameters<typeof parameterOf>[1], rest: Partial<Parameter>): string =>
    pathWith(parameterOf("id", schema, { in: "path", ...rest }));
  const inQuery = (schema: Parameters<typeof parameterOf>[1], rest: Partial<Parameter>): string =>
    pathWith(parameterOf("q", schema, rest));
  const rows: readonly (readonly [string, string, string])[] = [
    ["simple", inPath({ const: 7 }, {}), "/things/7"],
    ["simple, array", inPath(list, {}), "/things/3,4"],
    ["simple, object", inPath(record, {}), "/things/a,1,b,x%20y"],
    ["simple, object, exploded", inPath(record, { explode: true }), "/things/a=1,b=x%20y"],
    ["label", inPath({ const: 7 }, { style: "label" }), "/things/.7"],
    ["label, array", inPath(list, { style: "label" }), "/things/.3,4"],
    ["label, array, exploded", inPath(list, { style: "label", explode: true }), "/things/.3.4"],
    ["label, object, exploded", inPath(record, { style: "label", explode: true }), "/things/.a=1.b=x%20y"],
    ["matrix", inPath({ const: 7 }, { style: "matrix" }), "/things/;id=7"],
    ["matrix, array", inPath(list, { style: "matrix" }), "/things/;id=3,4"],
    ["matrix, array, exploded", inPath(list, { style: "matrix", explode: true }), "/things/;id=3;id=4"],
    ["matrix, object", inPath(record, { style: "matrix" }), "/things/;id=a,1,b,x%20y"],
    ["matrix, object, exploded", inPath(record, { style: "matrix", explode: true }), "/things/;a=1;b=x%20y"],
    ["form", inQuery({ const: "a&b" }, {}), "/things?q=a%26b"],
    ["form, reserved characters", inQuery({ const: "a/b?c" }, { allowReserved: true }), "/things?q=a/b?c"],
    ["form, array, exploded", inQuery(list, {}), "/things?q=3&q=4"],
    ["form, array", inQuery(list, { explode: false }), "/things?q=3,4"],
    ["form, object, exploded", inQuery(record, {}), "/things?a=1&b=x%20y"],
    ["form, object", inQuery(record, { explode: false }), "/things?q=a,1,b,x%20y"],
    ["space delimited", inQuery(list, { style: "spaceDelimited", explode: false }), "/things?q=3%204"],
    ["pipe delimited", inQuery(list, { style: "pipeDelimited", explode: false }), "/things?q=3%7C4"],
    ["deep object", inQuery({ const: { a: 1, b: { c: 2 } } }, { style: "deepObject" }), "/things?q[a]=1&q[b][c]=2"],
    [
      "content",
      inQuery(record, { contentType: "application/json" }),
      "/things?q=%7B%22a%22%3A1%2C%22b%22%3A%22x%20y%22%7D",
    ],
    ["the whole query", inQuery(record, { in: "querystring" }), "/things?a=1&b=x%20y"],
  ];
  test.each(rows)("%s", (_name, path, expected) => {
    expect(path).toBe(expected);
  });
});

test("a path keeps the text around its parameters", () => {
  const operation = operationOf("/files/{name}.json:copy", { parameters: [parameterOf("name", true, { in: "path" })] });
  expect(sampleRequest(operation, model).path).toBe("/files/sample.json:copy");
});

test.each([
  ["/a b/ä", "/a%20b/%C3%A4"],
  ["/a%20b/%C3%A4", "/a%20b/%C3%A4"],
  ["/100%/50%zz", "/100%25/50%25zz"],
])("the text of the path %s is encoded once", (path, expected) => {
  expect(sampleRequest(operationOf(path, {}), model).path).toBe(expected);
});

test("headers and cookies stand in the headers", () => {
  const parameters = [
    parameterOf("If-Match", { const: '"3"' }, { in: "header" }),
    parameterOf("X-Tags", list, { in: "header" }),
    parameterOf("session", { const: "s 1" }, { in: "cookie" }),
    parameterOf("theme", { const: "dark" }, { in: "cookie" }),
  ];
  expect(sampleRequest(operationOf("/", { parameters }), model).headers).toEqual({
    "If-Match": '"3"',
    "X-Tags": "3,4",
    Cookie: "session=s%201; theme=dark",
  });
});

describe("which parameters", () => {
  const parameters = [
    parameterOf("page", { type: "integer" }, { required: false }),
    parameterOf("q", { type: "string" }),
  ];
  const operation = operationOf("/", { parameters });
  test("the required ones", () => expect(sampleRequest(operation, model).path).toBe("/?q=sample"));
  test("all on demand", () =>
    expect(sampleRequest(operation, model, { optional: true }).path).toBe("/?page=1&q=sample"));
  test("a given value instead of a made one", () =>
    expect(sampleRequest(operation, model, { parameters: { page: 9 } }).path).toBe("/?page=9&q=sample"));
  test("one that cannot be satisfied is a doubt", () => {
    const impossible = operationOf("/", {
      parameters: [parameterOf("q", { type: "integer", minimum: 2, maximum: 1 })],
    });
    expect(sampleRequest(impossible, model).doubts).toEqual(["query.q"]);
  });
});

describe("a body", () => {
  const value = { const: { name: "Ada", tags: ["a", "b"], at: { x: 1 } } };
  const bodied = (body: ReturnType<typeof mediaOf>): Operation =>
    operationOf("/", {
      method: "POST",
      body: { required: true, description: undefined, content: [body], place: { file: "", pointer: "" } },
    });
  const sent = (body: ReturnType<typeof mediaOf>): readonly (string | undefined)[] => {
    const request = sampleRequest(bodied(body), model);
    return [request.contentType, request.body];
  };
  const rows: readonly (readonly [string, ReturnType<typeof mediaOf>, string, string])[] = [
    ["JSON", mediaOf("application/json", value), "application/json", '{"name":"Ada","tags":["a","b"],"at":{"x":1}}'],
    ["merge patch", mediaOf("application/merge-patch+json", { const: 1 }), "application/merge-patch+json", "1"],
    ["anything", mediaOf("*/*", true), "application/json", "{}"],
    [
      "a form",
      mediaOf("application/x-www-form-urlencoded", value),
      "application/x-www-form-urlencoded",
      "name=Ada&tags=a&tags=b&x=1",
    ],
    ["text", mediaOf("text/plain", { type: "string" }), "text/plain", "sample"],
    ["JSON lines", mediaOf("application/jsonl", { const: { a: 1 } }), "application/jsonl", '{"a":1}\n'],
    [
      "bytes",
      mediaOf("application/octet-stream", { type: "string", format: "binary" }),
      "application/octet-stream",
      "sample",
    ],
  ];
  test.each(rows)("%s", (_name, media, type, body) => {
    expect(sent(media)).toEqual([type, body]);
  });

  test("a form whose part has a deep object", () => {
    const encoding = new Map([
      [
        "at",
        { contentType: undefined, style: "deepObject" as const, explode: true, allowReserved: false, headers: [] },
      ],
    ]);
    expect(sent(mediaOf("application/x-www-form-urlencoded", value, { encoding }))[1]).toBe(
      "name=Ada&tags=a&tags=b&at[x]=1",
    );
  });

  test("a multipart form names its files", async () => {
    const schema = {
      type: "object",
      required: ["note", "photo"],
      properties: { note: { type: "string" }, photo: { type: "string", format: "binary" } },
    };
    const [type = "", body = ""] = sent(mediaOf("multipart/form-data", schema));
    const form = await new Response(body, { headers: { "content-type": type } }).formData();
    const photo = form.get("photo");
    expect(form.get("note")).toBe("sample");
    expect(photo instanceof File && [photo.name, photo.type, await photo.text()]).toEqual([
      "photo.bin",
      "application/octet-stream",
      "sample",
    ]);
  });
});

describe("credentials", () => {
  const schemes = new Map<string, SecurityScheme>([
    ["token", { kind: "http", key: "token", scheme: "bearer", bearerFormat: undefined, description: undefined }],
    ["login", { kind: "http", key: "login", scheme: "basic", bearerFormat: undefined, description: undefined }],
    ["key", { kind: "apiKey", key: "key", in: "query", name: "api_key", description: undefined }],
    ["session", { kind: "apiKey", key: "session", in: "cookie", name: "sid", description: undefined }],
  ]);
  const secured = (...keys: readonly string[]): Operation =>
    operationOf("/", { security: [keys.map((scheme) => ({ scheme, scopes: [] }))] });
  const request = (operation: Operation) =>
    sampleRequest(operation, { ...model, securitySchemes: schemes }, { credentials: { key: "k1" } });

  test("a bearer token", () =>
    expect(request(secured("token")).headers).toEqual({ Authorization: "Bearer sample-token" }));
  test("a login", () =>
    expect(request(secured("login")).headers).toEqual({ Authorization: "Basic dXNlcjpwYXNzd29yZA==" }));
  test("two at once, a given key in the query", () => {
    const { path, headers } = request(secured("key", "session"));
    expect([path, headers]).toEqual(["/?api_key=k1", { Cookie: "sid=sample-key" }]);
  });
  test("a cookie that an object of the same name is too", () => {
    const cookies = [true, false].map((explode) => {
      const parameters = [parameterOf("sid", record, { in: "cookie", explode })];
      return request({ ...secured("session"), parameters }).headers;
    });
    expect(cookies).toEqual([{ Cookie: "a=1; b=x%20y; sid=sample-key" }, { Cookie: "sid=a,1,b,x%20y" }]);
  });
});
