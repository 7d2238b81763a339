import { beforeAll, describe, expect, test } from "vitest";
import { createMock, type Mock, type MockAnswer, type MockRequest } from "../../../src/scaffold/mock/index.ts";
import { read } from "../../openapi/support.ts";

const DOCUMENT = `
openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
servers: [{ url: https://shop.example.com/v1 }]
security: [{ token: [] }]
paths:
  /health:
    get: { operationId: health, security: [], responses: { "204": { description: Well } } }
    options: { operationId: healthOptions, security: [], responses: { "204": { description: Which } } }
  /users:
    get:
      operationId: listUsers
      security: [{ key: [] }, {}]
      parameters:
        - { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 100 } }
        - { name: tags, in: query, explode: false, schema: { type: array, items: { enum: [new, old] } } }
        - { name: filter, in: query, style: deepObject, schema: { type: object, properties: { age: { type: integer } } } }
      responses:
        "200":
          description: All
          content:
            application/json:
              schema: { type: array, items: { $ref: "#/components/schemas/User" } }
              examples: { none: { value: [] }, ada: { value: [{ id: 1, name: Ada }] } }
            text/csv: { schema: { type: string }, example: "id,name" }
    post:
      operationId: createUser
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: "#/components/schemas/User" } } }
      responses:
        "201":
          description: Created
          headers: { Location: { required: true, schema: { type: string, const: /users/1 } } }
          content: { application/json: { schema: { $ref: "#/components/schemas/User" } } }
        "400":
          description: Refused
          content: { application/json: { schema: { type: object, required: [why], properties: { why: { const: bad } } } } }
  /users/me:
    get: { operationId: me, security: [], responses: { "200": { description: Me, content: { text/plain: { example: me } } } } }
  /users/{id}:
    get:
      operationId: getUser
      security: []
      parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
      responses:
        "200": { description: One, content: { application/json: { schema: { $ref: "#/components/schemas/User" } } } }
        "404": { description: None }
    delete: { operationId: deleteUser, security: [], responses: { "204": { description: Gone } } }
  /files/{name}.{extension}:
    get:
      operationId: getFile
      security: []
      parameters:
        - { name: name, in: path, required: true, schema: { type: string, pattern: "^(a+)+$" } }
        - { name: extension, in: path, required: true, schema: { enum: [pdf, txt] } }
      responses: { "204": { description: There } }
components:
  securitySchemes:
    token: { type: http, scheme: bearer }
    key: { type: apiKey, in: cookie, name: sid }
  schemas:
    User:
      type: object
      required: [id, name]
      properties:
        id: { type: integer, readOnly: true }
        name: { type: string, minLength: 1 }
        email: { type: string, format: email }
`;

const SETTINGS = {
  basePath: undefined,
  errors: "envelope",
  isStrict: true,
  isGuarded: true,
  isShared: true,
  isDynamic: false,
} as const;
let mock: Mock;
let relaxed: Mock;

beforeAll(async () => {
  const model = await read(DOCUMENT);
  mock = createMock(model, SETTINGS);
  relaxed = createMock(model, { ...SETTINGS, errors: "problem", isStrict: false, isGuarded: false, isDynamic: true });
});

interface Asking {
  readonly headers?: MockRequest["headers"];
  readonly body?: string;
  readonly of?: Mock;
}

/** `GET /users?limit=1` below the base path. */
function ask(line: string, { headers = {}, body = "", of = mock }: Asking = {}): MockAnswer {
  const [method = "", target = ""] = line.split(" ");
  const [path = "", query = ""] = target.split("?");
  return of.answer(
    { method, path: path.startsWith("//") ? path.slice(1) : `/v1${path}`, query, headers, body: Buffer.from(body) },
    1,
  );
}

const TOKEN = { authorization: "Bearer anything", "content-type": "application/json" };

describe("which operation", () => {
  const cases: readonly (readonly [line: string, status: number, operation: string | undefined])[] = [
    ["GET /users/me", 200, "me"],
    ["GET /users/7", 200, "getUser"],
    ["DELETE /users/me", 204, "deleteUser"],
    ["HEAD /users/7", 200, "getUser"],
    ["GET /files/aa.pdf", 204, "getFile"],
    ["GET //users/7", 404, undefined],
    ["GET /users/", 404, undefined],
    ["GET /nothing", 404, undefined],
    ["PUT /users/7", 405, undefined],
    ["OPTIONS /users/7", 204, undefined],
  ];
  test.each(cases)("%s is answered with %i by %s", (line, status, operation) => {
    expect(ask(line)).toMatchObject({ status, operation });
  });

  test("405 and OPTIONS name what there is", () => {
    const allow = "DELETE, GET, HEAD, OPTIONS";
    expect(ask("PUT /users/7").headers).toMatchObject({ allow });
    expect(ask("OPTIONS /users/7").headers).toEqual({ allow });
    expect(ask("PUT /health").headers).toMatchObject({ allow: "GET, HEAD, OPTIONS" });
  });
});

describe("what comes back", () => {
  test("the first example, a named one, one in another type", () => {
    expect(ask("GET /users").text).toBe("[]");
    expect(ask("GET /users", { headers: { prefer: "example=ada" } }).text).toBe('[{"id":1,"name":"Ada"}]');
    expect(ask("GET /users", { headers: { accept: "text/csv, application/json;q=0.5" } })).toMatchObject({
      text: "id,name",
      headers: { "content-type": "text/csv" },
    });
  });

  test("what the document does not have is said, with what it has", () => {
    expect(ask("GET /users", { headers: { accept: "image/png" } })).toMatchObject({ status: 406 });
    expect(ask("GET /users", { headers: { prefer: "example=bob" } }).text).toContain("it has none, ada");
    expect(ask("GET /users/7", { headers: { prefer: "code=418" } }).text).toContain("it has 200, 404");
  });

  test("a wished status comes whatever the request is", () => {
    expect(ask("GET /users/x", { headers: { prefer: "code=404" } })).toMatchObject({
      status: 404,
      operation: "getUser",
    });
    expect(ask("POST /users", { headers: { prefer: "code=400" } }).text).toBe('{"why":"bad"}');
  });

  test("headers that an answer must have", () => {
    const created = ask("POST /users", { headers: TOKEN, body: '{"name":"Ada"}' });
    expect(created).toMatchObject({ status: 201, headers: { location: "/users/1" } });
  });

  test("dynamic bodies differ from request to request and are the same for the same number", () => {
    const bodyOf = (number: number) =>
      relaxed.answer({ method: "GET", path: "/v1/users/7", query: "", headers: {}, body: Buffer.of() }, number).text;
    expect(bodyOf(1)).not.toBe(bodyOf(2));
    expect(bodyOf(2)).toBe(bodyOf(2));
  });
});

describe("what is refused", () => {
  test("missing credentials, with the challenge; any will do", () => {
    expect(ask("POST /users", { body: "{}" })).toMatchObject({
      status: 401,
      headers: { "www-authenticate": "bearer" },
    });
    expect(ask("GET /users", { headers: { cookie: "sid=1" } }).status).toBe(200);
    expect(ask("POST /users", { of: relaxed }).status).toBe(201);
  });

  test("a body in another form is 415, a broken one 400 as the document describes it", () => {
    const headers = { ...TOKEN, "content-type": "text/xml" };
    expect(ask("POST /users", { headers, body: "<a/>" })).toMatchObject({
      status: 415,
      headers: { accept: "application/json" },
    });
    expect(ask("POST /users", { headers: TOKEN, body: "{" })).toMatchObject({
      status: 400,
      text: '{"why":"bad"}',
      problems: [{ field: "body", message: "is no JSON" }],
    });
  });

  const places: readonly (readonly [what: string, line: string, body: string, fields: readonly string[]])[] = [
    ["no body", "POST /users", "", ["body is required"]],
    [
      "a missing and a wrong property",
      "POST /users",
      '{"email":"x"}',
      ["body.name is required", "body.email must be string, of the format email"],
    ],
    ["a number out of range", "GET /users?limit=0", "", ["query.limit must be integer, at least 1, at most 100"]],
    ["a text for a number", "GET /users?limit=ten", "", ["query.limit must be integer"]],
    ["an item of a list", "GET /users?tags=new,red", "", ['query.tags.1 must be one of "new", "old"']],
    ["a part of a deep object", "GET /users?filter[age]=x", "", ["query.filter.age must be integer"]],
    ["a part of a segment", "GET /files/a.exe", "", ['path.extension must be one of "pdf", "txt"']],
  ];
  test.each(places)("%s is named with its place", (_what, line, body, fields) => {
    const { problems, status } = ask(line, { headers: TOKEN, body });
    expect({ status, said: problems.map(({ field, message }) => `${field} ${message}`) }).toEqual({
      status: 400,
      said: fields,
    });
  });

  test("what is right is not: encoded delimiters, deep objects, lists", () => {
    expect(ask("GET /users?tags=new,old&filter[age]=7&limit=100").status).toBe(200);
  });

  test("a pattern that could take for ever is not tried on a long text", () => {
    expect(ask(`GET /files/${"a".repeat(60)}b.pdf`).status).toBe(204);
    expect(ask("GET /files/b.pdf").status).toBe(400);
  });

  test("--no-check answers whatever comes, problem details have RFC 9457's form", () => {
    expect(ask("GET /users?limit=0", { of: relaxed }).status).toBe(200);
    expect(ask("GET /nothing", { of: relaxed }).headers).toEqual({ "content-type": "application/problem+json" });
  });
});

test("a browser of another origin may ask", () => {
  const headers = { origin: "https://app.example.com", "access-control-request-method": "POST" };
  expect(ask("OPTIONS /users", { headers })).toMatchObject({
    status: 204,
    headers: { "access-control-allow-origin": "*", "access-control-allow-methods": "POST" },
  });
  expect(ask("GET /users/me", { headers }).headers).toMatchObject({ "access-control-allow-origin": "*" });
});
