import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { APPLICATIONS, applicationNames, expectedRoutes, readFolder } from "../../support/applications.ts";

describe("applications of strangers", () => {
  test.each(applicationNames())("%s: every route with its body and statuses", (name) => {
    const { routes } = readFolder(join(APPLICATIONS, name));
    const found = routes.map(({ method, path, body, responses, unresolved }) => ({
      method,
      path,
      hasBody: body !== undefined,
      isUnresolved: unresolved.length > 0,
      statuses: responses.map(({ status }) => status),
    }));
    const byRoute = (a: { method: string; path: string }, b: { method: string; path: string }): number =>
      `${a.path} ${a.method}` < `${b.path} ${b.method}` ? -1 : 1;
    const expected = expectedRoutes(name).map(({ method, path, hasBody, isUnresolved, readStatuses }) => ({
      method,
      path,
      hasBody,
      isUnresolved,
      statuses: readStatuses,
    }));
    expect(found.toSorted(byRoute)).toEqual(expected.toSorted(byRoute));
  });

  test("what is mounted and cannot be followed is named with its place", () => {
    const { unresolved } = readFolder(join(APPLICATIONS, "express-unresolved"));
    expect(unresolved).toEqual([
      {
        code: "route-mount-unresolved",
        what: "/modules external",
        place: { file: "src/index.js", line: 12, column: 5 },
      },
    ]);
  });

  test("what has the form of a route and is registered on nothing that is known is named with its place", () => {
    const { unresolved } = readFolder(join(APPLICATIONS, "express-left-out"));
    expect(unresolved.map(({ what, place }) => `${place.file}:${place.line} ${what}`)).toEqual([
      "depots.ts:3 @GetMapping /all",
      "depots.ts:4 @Crud",
      "index.js:8 GET /wagons",
      "index.js:9 router[made.verb]",
      "index.js:10 POST /tickets",
      "index.js:11 made.add({ method: 'GET' }).route",
      "index.js:13 GET made.path",
    ]);
  });
});
