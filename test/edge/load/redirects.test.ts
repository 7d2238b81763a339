import { describe, expect, it } from "vitest";
import { countsOf, get, httpServer, planTo, post, runPlan } from "./support.ts";

describe("a run that follows redirects", () => {
  it("counts every request, and keeps to the rules of methods", async () => {
    const seen: string[] = [];
    await using server = await httpServer((request, response) => {
      seen.push(`${request.method} ${request.url} ${request.headers["content-length"] ?? "-"}`);
      request.resume();
      if (request.url === "/") response.writeHead(303, { Location: "done?x=1" }).end("moved");
      else response.end("hello");
    });
    const plan = planTo(server.port, { redirects: 2, requests: [post("{}")], concurrency: 1, requestLimit: 2 });
    const measured = await runPlan(plan);
    expect(seen).toEqual(["POST / 2", "GET /done?x=1 -", "POST / 2", "GET /done?x=1 -"]);
    expect(countsOf(measured)).toMatchObject({ successful: 4, failed: 0, statuses: { 200: 2, 303: 2 } });
    expect(measured.routes.map(({ name }) => name)).toEqual(["POST /", "POST / (redirected)"]);
  });

  it("never leaves the origin, and counts what would have", async () => {
    let elsewhere = 0;
    await using other = await httpServer((_, response) => {
      elsewhere += 1;
      response.end();
    });
    await using server = await httpServer((_, response) => {
      response.writeHead(302, { Location: `http://127.0.0.1:${other.port}/` }).end();
    });
    const measured = await runPlan(planTo(server.port, { redirects: 5, requestLimit: 10 }));
    expect(countsOf(measured)).toMatchObject({ successful: 0, failed: 10, statuses: { 302: 10 } });
    expect(elsewhere).toBe(0);
  });

  it("ends a loop", async () => {
    await using server = await httpServer((_, response) => response.writeHead(301, { Location: "/" }).end());
    const measured = await runPlan(
      planTo(server.port, { redirects: 3, requests: [get()], requestLimit: 2, concurrency: 1 }),
    );
    expect(countsOf(measured)).toMatchObject({ successful: 6, failed: 2, failures: {} });
  });
});
