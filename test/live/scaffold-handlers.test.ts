import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { documentOf } from "../scaffold/generated.ts";
import type { FrameworkName } from "../../src/scaffold/options.ts";
import { projectFrom, type Project } from "./scaffold-project.ts";

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
import { replyTo } from "../middleware/replies.js";
import type { GetUserResponses, Handlers, PutUserResponses, User } from "../types/api.js";
declare const user: User;
const problem = { code: "x" };
const gets = replyTo<GetUserResponses>();
const puts = replyTo<PutUserResponses>();
void [user, problem, HttpError, gets, puts];
`;

interface Forms {
  readonly framework: FrameworkName;
  /** Handlers of getUser, then of putUser, that the compiler takes. */
  readonly accepted: readonly (readonly ["getUser" | "putUser", string])[];
  readonly refused: readonly (readonly [string, "getUser" | "putUser", string])[];
}

const TYPED = [
  ["getUser", "async () => ({ status: 200, body: user })"],
  ["getUser", "async () => { throw new HttpError(409, 'CONFLICT', 'no'); }"],
  [
    "getUser",
    "async () => { if (user.id === 0) return { status: 404, body: problem }; return { status: 200, body: user }; }",
  ],
  ["putUser", "async () => ({ status: 201, body: user, headers: { location: '/users/1' } })"],
  ["putUser", "async () => ({ status: 200, body: 'a,b' })"],
  ["putUser", "async () => ({ status: 204 })"],
  ["getUser", "async () => gets.ok(user)"],
  ["getUser", "async () => (user.id > 0 ? gets.ok(user) : gets.notFound(problem))"],
  ["getUser", "async () => gets.status(502, problem, { 'x-any': 1 })"],
  ["putUser", "async () => puts.created(user, { location: '/users/1' })"],
  ["putUser", "async () => puts.noContent()"],
  ["putUser", "async () => puts.ok('a,b', {}, 'text/csv')"],
] as const;

const UNTYPED = [
  ["a wrong typed result", "getUser", "async () => ({ status: 404, body: user })"],
  ["an undeclared typed status", "getUser", "async () => ({ status: 202, body: user })"],
  ["a missing header of a typed result", "putUser", "async () => ({ status: 201, body: user })"],
  ["a wrong body of a reply", "getUser", "async () => gets.ok({ id: 'one', name: 'A' })"],
  ["a property too many in a reply", "getUser", "async () => gets.ok({ id: 1, name: 'A', no: 1 })"],
  ["an undeclared reply", "getUser", "async () => gets.created(user)"],
  ["a missing header of a reply", "putUser", "async () => puts.created(user)"],
  ["a body of a reply without one", "putUser", "async () => puts.noContent(user)"],
  ["a reply of another operation", "getUser", "async () => puts.noContent()"],
  ["a body where there is none", "putUser", "async () => ({ status: 204, body: user })"],
] as const;

/** Reading a request, where `given` is what a handler takes first. */
const refusedReadings = (given: string) =>
  [
    [
      "a parameter that is not there",
      "getUser",
      `async (${given}) => ({ status: 200, body: { ...user, id: ${given}.params.idd } })`,
    ],
    [
      "a query that is a number",
      "getUser",
      `async (${given}) => ({ status: 200, body: { ...user, name: ${given}.query.limit } })`,
    ],
    [
      "an optional query that may be missing",
      "getUser",
      `async (${given}) => ({ status: 200, body: { ...user, name: ${given}.query.q } })`,
    ],
  ] as const;

const FORMS: readonly Forms[] = [
  {
    framework: "express",
    accepted: [
      ["getUser", "async (req, res) => { const id: number = req.params.id; void id; res.status(200).json(user); }"],
      [
        "getUser",
        "async (req, res) => { if (req.query.limit.toFixed() === req.query.q) return res.status(404).json(problem); res.json(user); }",
      ],
      ["getUser", "async (req) => ({ status: 200, body: { ...user, name: req.input.headers['if-match'] ?? '' } })"],
      ["getUser", "(req, res) => { res.set('x', 'y').status(503).json(problem); }"],
      ["putUser", "async (req) => ({ status: 201, body: req.body, headers: { location: '/users/1' } })"],
      ["putUser", "async (req, res) => { res.status(204).end(); }"],
      ["putUser", "async (req, res) => { res.status(204).send(); }"],
      ["putUser", "async (req, res) => { res.status(200).type('text/csv').send('a,b'); }"],
    ],
    refused: [
      ["an undeclared status", "getUser", "async (req, res) => { res.status(418).json(problem); }"],
      ["a wrong body", "getUser", "async (req, res) => { res.status(200).json({ id: '1' }); }"],
      ["the body of another status", "getUser", "async (req, res) => { res.status(404).json(user); }"],
      ["JSON for a status that has none", "putUser", "async (req, res) => { res.status(204).json(user); }"],
      ...refusedReadings("req"),
    ],
  },
  {
    framework: "fastify",
    accepted: [
      [
        "getUser",
        "async (request, reply) => { const id: number = request.params.id; void id; return reply.code(200).send(user); }",
      ],
      [
        "getUser",
        "async (request, reply) => { if (request.query.limit.toFixed() === request.query.q) return reply.status(404).send(problem); return reply.send(user); }",
      ],
      [
        "getUser",
        "async (request) => ({ status: 200, body: { ...user, name: request.input.headers['if-match'] ?? '' } })",
      ],
      ["getUser", "(request, reply) => { reply.header('x', 'y').code(503).send(problem); }"],
      ["putUser", "async (request) => ({ status: 201, body: request.body, headers: { location: '/users/1' } })"],
      ["putUser", "async (request, reply) => { request.log.info('put'); return reply.code(204).send(); }"],
      ["putUser", "async (request, reply) => reply.code(200).type('text/csv').send('a,b')"],
      ["putUser", "async (request, reply) => reply.code(201).header('location', '/users/1').send(request.body)"],
    ],
    refused: [
      ["an undeclared status", "getUser", "async (request, reply) => reply.code(418).send(problem)"],
      ["a wrong body", "getUser", "async (request, reply) => reply.code(200).send({ id: '1' })"],
      ["the body of another status", "getUser", "async (request, reply) => reply.code(404).send(user)"],
      ["a wrong body without a status", "getUser", "async (request, reply) => reply.send(problem)"],
      ["a body that is returned as it is", "getUser", "async () => user"],
      ["JSON for a status that has none", "putUser", "async (request, reply) => reply.code(204).send(user)"],
      ...refusedReadings("request"),
    ],
  },
  {
    framework: "koa",
    accepted: [
      ["getUser", "async (ctx) => { const id: number = ctx.params.id; void id; ctx.body = user; }"],
      [
        "getUser",
        "async (ctx) => { if (ctx.query.limit.toFixed() === ctx.query.q) { ctx.status = 404; ctx.body = problem; return; } ctx.body = user; }",
      ],
      ["getUser", "async (ctx) => ({ status: 200, body: { ...user, name: ctx.input.headers['if-match'] ?? '' } })"],
      ["getUser", "(ctx) => { ctx.set('x', 'y'); ctx.status = 503; ctx.body = problem; }"],
      ["putUser", "async (ctx) => ({ status: 201, body: ctx.request.body, headers: { location: '/users/1' } })"],
      ["putUser", "async (ctx) => { ctx.status = 204; }"],
      ["putUser", "async (ctx) => { ctx.type = 'text/csv'; ctx.body = 'a,b'; }"],
      ["putUser", "async (ctx, next) => { ctx.state['user'] = ctx.state.auth; await next(); }"],
    ],
    refused: [
      ["an undeclared status", "getUser", "async (ctx) => { ctx.status = 418; ctx.body = problem; }"],
      ["a wrong body", "getUser", "async (ctx) => { ctx.body = { id: '1' }; }"],
      ["a body of no status", "putUser", "async (ctx) => { ctx.body = { nothing: true }; }"],
      ...refusedReadings("ctx"),
    ],
  },
];

const LAST = [
  'export const getUser: Handlers["getUser"] = async () => ({ status: 200, body: user });',
  'export const putUser: Handlers["putUser"] = async () => ({ status: 204 });',
];

/** A project with one handler in each line of a file. */
function projectWith(framework: FrameworkName, handlers: readonly (readonly [string, string])[]): Promise<Project> {
  const lines = handlers.map(([id, handler], at) => `export const h${at}: Handlers["${id}"] = ${handler};`);
  const text = [HEAD.trim().replaceAll("\n", " "), ...lines, ...LAST].join("\n");
  return projectFrom(document, { "routes/users.ts": text }, { framework });
}

/** The handlers that tsc complains of, by their number. */
function complainedOf({ complaints }: Project): ReadonlySet<number | string> {
  const places = complaints.map((line) => /^src\/routes\/users\.ts\((\d+),/.exec(line)?.[1] ?? line);
  return new Set(places.map((line) => (Number.isNaN(Number(line)) ? line : Number(line) - 2)));
}

/** Answers 200 with a body in the framework's own form. */
const OWN: Readonly<Record<FrameworkName, (body: object) => unknown>> = {
  express: (body) => (_req: unknown, res: { status(code: number): { json(body: object): unknown } }) =>
    void res.status(200).json(body),
  fastify: (body) => (_request: unknown, reply: { code(code: number): { send(body: object): unknown } }) =>
    reply.code(200).send(body),
  koa: (body) => (ctx: { body: object }) => void (ctx.body = body),
};

describe.each(FORMS)("a handler for $framework", ({ framework, accepted, refused }) => {
  const good = [...TYPED, ...accepted];
  const bad = [...UNTYPED, ...refused];
  let project: Project;
  beforeAll(async () => {
    project = await projectWith(framework, [...good, ...bad.map(([, id, handler]) => [id, handler] as const)]);
  }, 60_000);
  afterAll(() => project[Symbol.asyncDispose]());

  test("is taken in the framework's own form and as a typed result, and refused by the line where it is wrong", () => {
    const said = [...complainedOf(project)];
    const titles = said.map((at) => (typeof at === "string" ? at : (bad[at - good.length]?.[0] ?? good[at]?.[1])));
    expect(titles).toEqual(bad.map(([title]) => title));
  });

  test("that breaks the document is found where answers are checked", async () => {
    const user = { id: 1, name: "Ada" };
    const statusOf = async (getUser: unknown, checkAnswers: boolean): Promise<number> => {
      await using app = await project.listen({ getUser }, { checkAnswers, logger: false });
      return (await fetch(`${app.origin}/users/1`)).status;
    };
    const own = OWN[framework];
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const checked = [
      own(user),
      own({ id: "1" }),
      () => ({ status: 200, body: user }),
      () => ({ status: 200, body: [] }),
    ];
    expect(await Promise.all(checked.map((handler) => statusOf(handler, true)))).toEqual([200, 500, 200, 500]);
    expect(await statusOf(own({ id: "1" }), false)).toBe(200);
    vi.restoreAllMocks();
  });
});

test("an operation without a handler is named in the table", async () => {
  const text = `${HEAD}\n${LAST[0]}\n`;
  await using project = await projectFrom(document, { "routes/users.ts": text });
  expect(project.complaints).toEqual([expect.stringMatching(/^src\/routes\/index\.ts.*TS2339/)]);
});

test("--errors problem answers in the form of RFC 9457", async () => {
  await using project = await projectFrom(document, {}, { errors: "problem" });
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
