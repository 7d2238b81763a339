import { expect, test } from "vitest";
import { compareProbed, readApplication, type ProbedRoute } from "../../../../src/typescript/routes/index.ts";

const SOURCE = `const app = require("express")();
const slugs = load();
for (const slug of slugs) app.get("/t/" + slug + "/usage", (request, response) => response.status(204).end());
app.get("/kept/:id", (request, response) => response.json({}));
app.get("/moved", (request, response) => response.json({}));
app.get("/dead", (request, response) => response.json({}));
app.listen(3000);`;

const running = (method: string, path: string, line: number, more: Partial<ProbedRoute> = {}): ProbedRoute => ({
  method,
  framework: "express",
  parts: [{ kind: "text", text: path }],
  place: { file: "app.js", line, column: 1 },
  ...more,
});

const compared = (routes: readonly ProbedRoute[], isWhole = true) =>
  compareProbed(readApplication({ files: new Map([["app.js", SOURCE]]), aliases: [] }), routes, {
    entry: "app.js",
    isWhole,
  });

test("a started application completes, corrects and adds to what was read, and what it lacks is told", () => {
  const { application, differences } = compared([
    running("GET", "/t/a/usage", 3),
    running("GET", "/t/b/usage", 3),
    running("GET", "/kept/:other", 4),
    running("GET", "/elsewhere", 5),
    running("POST", "/new/:id", 9, {
      place: null,
      schema: {
        body: { type: "object" },
        response: { 201: { type: "string" } },
        params: { properties: { id: { type: "integer" } } },
      },
    }),
    running("ALL", "*", 10),
    running("HEAD", "/kept/:id", 4),
  ]);
  expect(differences.map(({ code, operation, read }) => `${code} ${operation} ${read}`.trim())).toEqual([
    "route-path-resolved GET /t/a/usage /t/{unknown}/usage",
    "route-path-resolved GET /t/b/usage /t/{unknown}/usage",
    "route-path-differs GET /elsewhere /moved",
    "route-only-running POST /new/{id}",
    "route-only-read GET /dead /dead",
    "route-catches-all ALL /{wildcard}",
  ]);
  expect(
    application.routes.map(({ method, path, unresolved }) => [`${method} ${path}`, unresolved.map(({ code }) => code)]),
  ).toEqual([
    ["GET /t/a/usage", []],
    ["GET /t/b/usage", []],
    ["GET /kept/{id}", []],
    ["GET /elsewhere", []],
    ["GET /dead", []],
    ["POST /new/{id}", ["route-only-running"]],
  ]);
  expect(application.routes[0]?.responses.map(({ status }) => status)).toEqual(["204"]);
  expect(application.routes.at(-1)).toMatchObject({
    place: { file: "app.js", line: 1 },
    parameters: [{ name: "id", in: "path", schema: { type: "integer" } }],
    body: { content: { "application/json": { type: "object" } } },
    responses: [{ status: "201", schema: { type: "string" } }],
  });
});

test("of an application that did not come up as a whole nothing is said to be missing", () => {
  const { application, differences } = compared([], false);
  expect(differences).toEqual([]);
  expect(application.routes).toHaveLength(4);
});
