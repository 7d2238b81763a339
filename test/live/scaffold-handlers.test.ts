import { describe, expect, test } from "vitest";
import { documentOf } from "../scaffold/generated.ts";
import { projectFrom } from "./scaffold-project.ts";

const user = {
  type: "object",
  required: ["id", "name"],
  properties: { id: { type: "integer" }, name: { type: "string" } },
};
const json = (name: string) => ({
  description: "",
  content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } },
});
const document = documentOf(
  {
    "/users/{id}": {
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "integer" } }],
      get: {
        operationId: "getUser",
        tags: ["users"],
        parameters: [
          { name: "limit", in: "query", schema: { type: "integer", default: 5 } },
          { name: "q", in: "query", schema: { type: "string" } },
          { name: "If-Match", in: "header", schema: { type: "string" } },
        ],
        responses: { 200: json("User"), 404: json("Problem"), "5XX": json("Problem") },
      },
      put: {
        operationId: "putUser",
        tags: ["users"],
        requestBody: {
          required: true,
          content: { "application/json": { schema: { $ref: "#/components/schemas/User" } } },
        },
        responses: {
          201: { ...json("User"), headers: { Location: { required: true, schema: { type: "string" } } } },
          204: { description: "" },
          200: { description: "", content: { "text/csv": { schema: { type: "string" } } } },
        },
      },
    },
  },
  { User: user, Problem: { type: "object", required: ["code"], properties: { code: { type: "string" } } } },
);

const HEAD = `
import { HttpError } from "../middleware/errors.js";
import type { Handlers, User } from "../types/api.js";
declare const user: User;
const problem = { code: "x" };
void [user, problem, HttpError];
`;
const PUT = `export const putUser: Handlers["putUser"] = async () => ({ status: 204 });`;

/** What tsc says about a handler, as error codes. */
async function complaints(getUser: string, putUser = PUT): Promise<readonly string[]> {
  await using project = await projectFrom(document, { "routes/users.ts": `${HEAD}\n${getUser}\n${putUser}\n` });
  return project.complaints.map((line) => /^(src\/[^(]+).*error (TS\d+)/.exec(line)?.slice(1).join(" ") ?? line);
}

const GET = (handler: string): string => `export const getUser: Handlers["getUser"] = ${handler};`;

describe("a handler that the compiler takes", () => {
  test("in Express's own form, as a typed result, or both", async () => {
    const accepted = [
      "async (req, res) => { const id: number = req.params.id; void id; res.status(200).json(user); }",
      "async (req, res) => { if (req.query.limit.toFixed() === req.query.q) return res.status(404).json(problem); res.json(user); }",
      "async (req) => ({ status: 200, body: { ...user, name: req.input.headers['if-match'] ?? '' } })",
      "(req, res) => { res.set('x', 'y').status(503).json(problem); }",
      "async () => { throw new HttpError(409, 'CONFLICT', 'no'); }",
      "async (req) => { if (req.params.id === 0) return { status: 404, body: problem }; return { status: 200, body: user }; }",
    ];
    const bodies = accepted.map((handler, at) => `export const h${at}: Handlers["getUser"] = ${handler};`);
    const puts = [
      "async (req) => ({ status: 201, body: req.body, headers: { location: '/users/1' } })",
      "async (req, res) => { res.status(204).end(); }",
      "async (req, res) => { res.status(204).send(); }",
      "async (req, res) => { res.status(200).type('text/csv').send('a,b'); }",
      "async () => ({ status: 200, body: 'a,b' })",
    ].map((handler, at) => `export const p${at}: Handlers["putUser"] = ${handler};`);
    expect(await complaints([...bodies, GET("async () => ({ status: 200, body: user })"), ...puts].join("\n"))).toEqual(
      [],
    );
  });
});

describe("a handler that the compiler refuses", () => {
  test.each([
    ["an undeclared status", GET("async (req, res) => { res.status(418).json(problem); }")],
    ["a wrong body", GET("async (req, res) => { res.status(200).json({ id: '1' }); }")],
    ["the body of another status", GET("async (req, res) => { res.status(404).json(user); }")],
    ["a wrong typed result", GET("async () => ({ status: 404, body: user })")],
    ["an undeclared typed status", GET("async () => ({ status: 202, body: user })")],
    ["a parameter that is not there", GET("async (req, res) => { res.json({ ...user, id: req.params.idd }); }")],
    ["a query that is a number", GET("async (req, res) => { res.json({ ...user, name: req.query.limit }); }")],
    ["an optional query that may be missing", GET("async (req, res) => { res.json({ ...user, name: req.query.q }); }")],
  ])("%s", async (_, handler) => {
    const said = await complaints(handler);
    expect(said.length).toBeGreaterThan(0);
    expect(said.every((line) => line.startsWith("src/routes/users.ts"))).toBe(true);
  });

  test("a missing header of a typed result", async () => {
    const put = 'export const putUser: Handlers["putUser"] = async () => ({ status: 201, body: user });';
    expect(await complaints(GET("async () => ({ status: 200, body: user })"), put)).toHaveLength(1);
  });

  test("JSON for a status that has none", async () => {
    const put = 'export const putUser: Handlers["putUser"] = async (req, res) => { res.status(204).json(user); };';
    expect(await complaints(GET("async () => ({ status: 200, body: user })"), put)).toHaveLength(1);
  });

  test("an operation without a handler, named in the table", async () => {
    expect(await complaints(GET("async () => ({ status: 200, body: user })"), "")).toEqual([
      "src/routes/index.ts TS2339",
    ]);
  });
});

test("--errors problem answers in the form of RFC 9457", async () => {
  await using project = await projectFrom(document, {}, "problem");
  expect(project.complaints).toEqual([]);
  await using app = await project.listen({ getUser: () => undefined, putUser: () => undefined });
  const answer = await fetch(`${app.origin}/users/x`);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([400, "application/problem+json; charset=utf-8"]);
  expect(await answer.json()).toMatchObject({
    type: "about:blank",
    status: 400,
    code: "VALIDATION_ERROR",
    errors: [{ field: "id", message: "must be an integer" }],
  });
});
