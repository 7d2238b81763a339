import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { loadReportSchema, type LoadReport } from "../../src/load/result/index.ts";
import type { LoadEngine, LoadPlan } from "../../src/load/index.ts";
import { httpServer } from "../edge/load/support.ts";
import { goodRoute, measuredOf } from "../load/support.ts";
import { runCli } from "../support/world.ts";

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});
async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), "load-command-"));
  folders.push(made);
  return made;
}

const reportIn = (stdout: string): LoadReport => loadReportSchema.parse(JSON.parse(stdout));

describe("backwright load", () => {
  it("reports as promised, and counts what the server counts (L2)", async () => {
    let served = 0;
    await using server = await httpServer((_, response) => {
      served += 1;
      response.end("hello");
    });
    const url = `http://localhost:${server.port}/api/users`;
    const { code, stdout, stderr } = await runCli(["load", url, "--users", "50", "--requests", "1000"]);
    expect(code).toBe(0);
    expect(served).toBe(1_000);
    expect(stdout).toMatch(
      new RegExp(
        `^=== Load Test Results ===\nTarget: ${url}\nDuration: .* \\| Concurrency: 50\n\nTHROUGHPUT:\n  Total requests: 1,000\n`,
      ),
    );
    for (const part of [
      "  Failed: 0 (0.0%)",
      "LATENCY (ms):\n  Min: ",
      "ERRORS:\n  None",
      "RECOMMENDATION: P99 latency",
    ])
      expect(stdout).toContain(part);
    expect(stderr).toContain("Loading");
  });

  it("answers the alias with the same (L1)", async () => {
    await using server = await httpServer((_, response) => response.end("hello"));
    const words = [
      `http://localhost:${server.port}/users`,
      "--concurrency",
      "50",
      "--duration",
      "1",
      "--output",
      "json",
    ];
    const { code, stdout } = await runCli(words, { bin: "api-load-tester" });
    const { settings, requests, elapsedMs } = reportIn(stdout);
    // A second is long enough to be judged: a machine that is too busy to measure says so.
    expect(code).toBeOneOf([0, 5]);
    expect(settings).toMatchObject({ concurrency: 50, durationMs: 1_000, requestLimit: null, method: "GET" });
    expect(requests.total).toBe(requests.successful);
    expect(elapsedMs).toBeGreaterThanOrEqual(1_000);
  });

  it("sends method, headers and body, and shows no secret (L3)", async () => {
    const seen = new Set<string>();
    await using server = await httpServer((request, response) => {
      let body = "";
      request.setEncoding("utf8").on("data", (text: string) => (body += text));
      request.on("end", () => {
        const { authorization, "content-type": type } = request.headers;
        seen.add([request.method, request.url, authorization, type, body].join(" "));
        response.statusCode = 201;
        response.end();
      });
    });
    const file = join(await folder(), "user.json");
    await writeFile(file, '{"name":"Ada"}');
    const url = `http://127.0.0.1:${server.port}/orders`;
    const shared = ["--method", "post", "--requests", "20", "--json"];
    const typed = await runCli([
      "load",
      url,
      ...shared,
      "--header",
      "Authorization: Bearer token123",
      "--body",
      '{"a": 1}',
    ]);
    const fromFile = await runCli(["load", url, ...shared, "--data", file, "-H", "Content-Type: text/x"]);
    expect([...seen]).toEqual([
      'POST /orders Bearer token123 application/json {"a": 1}',
      'POST /orders  text/x {"name":"Ada"}',
    ]);
    expect([typed.code, fromFile.code]).toEqual([0, 0]);
    expect(typed.stdout).not.toContain("token123");
    expect(reportIn(typed.stdout).settings).toMatchObject({ method: "POST", bodyBytes: 8 });
  });

  it("takes the expected status for success, and exits 1 without it (L7)", async () => {
    await using server = await httpServer((request, response) => {
      response.statusCode = request.url === "/bad" ? 400 : 200;
      response.end();
    });
    const load = (path: string) =>
      runCli(["load", `http://127.0.0.1:${server.port}${path}`, "--requests", "50", "--expect-status", "400"]);
    const [kept, broken] = [await load("/bad"), await load("/good")];
    expect(kept.code).toBe(0);
    expect(kept.stdout).toContain("Successful: 50 (100.0%)");
    expect(broken.code).toBe(1);
    expect(broken.stdout).toContain(
      "RECOMMENDATION: 50 of 50 requests were not answered with HTTP 400 but mostly with HTTP 200.",
    );
  });

  it("exits 1 above a target that was asked for, and 0 above the default one", async () => {
    await using server = await httpServer((_, response) => setTimeout(() => response.end(), 20));
    const words = ["load", `http://127.0.0.1:${server.port}/`, "--requests", "20"];
    expect((await runCli([...words, "--target-p99", "5"])).code).toBe(1);
    expect((await runCli([...words, "--target-p99", "5000"])).code).toBe(0);
    await using slow = await httpServer((_, response) => setTimeout(() => response.end(), 250));
    const late = await runCli(["load", `http://127.0.0.1:${slow.port}/`, "--requests", "4"]);
    expect(late.code).toBe(0);
    expect(late.stdout).toContain("exceeds 200ms target");
  });

  it("says what a run of refusals measured", async () => {
    await using server = await httpServer((_, response) => {
      response.statusCode = 404;
      response.end();
    });
    const { code, stdout } = await runCli(["load", `http://127.0.0.1:${server.port}/`, "--requests", "50"]);
    expect(code).toBe(0);
    expect(stdout).toContain("this run measured the refusal, not the work");
    expect(stdout).toContain("--expect-status 404");
  });

  it("saves a report as JSON (L8)", async () => {
    await using server = await httpServer((_, response) => response.end());
    const file = join(await folder(), "baseline.json");
    const words = [`http://127.0.0.1:${server.port}/`, "--requests", "10", "--output", "json", "--save", file];
    const { code, stdout } = await runCli(words, { bin: "api-load-tester" });
    expect(code).toBe(0);
    expect(reportIn(await readFile(file, "utf8"))).toEqual(reportIn(stdout));
  });

  it("ends with a report of what was measured on Ctrl-C", async () => {
    const interrupt = new AbortController();
    await using server = await httpServer((_, response) => response.end(() => interrupt.abort()));
    const words = ["load", `http://127.0.0.1:${server.port}/`, "--duration", "60", "--json"];
    const { code, stdout } = await runCli(words, { signal: interrupt.signal });
    const report = reportIn(stdout);
    expect(code).toBe(130);
    expect(report.interrupted).toBe(true);
    expect(report.requests.successful).toBeGreaterThan(0);
    expect(report.elapsedMs).toBeLessThan(30_000);
  });

  describe("before it loads a stranger's host", () => {
    // No packet leaves this machine: the engine is one that only remembers where it was sent.
    function remembering() {
      const plans: LoadPlan[] = [];
      const asked: string[] = [];
      const load: LoadEngine = {
        connectionLimit: async () => 1_000,
        resolve: async (host) => {
          asked.push(host);
          return host === "localhost" ? ["127.0.0.1"] : ["203.0.113.7", "127.0.0.1"];
        },
        run: async (plan) => {
          plans.push(plan);
          return measuredOf([goodRoute(5, 10)]);
        },
        compare: () => Promise.reject(new Error("nothing is compared here")),
      };
      return { plans, asked, world: { load } };
    }
    const words = ["load", "http://api.example.com/", "--requests", "1"];

    it("asks, and takes a no", async () => {
      const { plans, world } = remembering();
      const { code, stderr } = await runCli(words, { world, answers: [false] });
      expect([code, stderr.includes("Answered no"), plans.length]).toEqual([4, true, 0]);
    });

    it("asks once, remembers a yes, and goes to the addresses that it found then", async () => {
      const { plans, world } = remembering();
      const env = { BACKWRIGHT_SETTINGS: await folder() };
      const first = await runCli(words, { world, env, answers: [true] });
      expect([first.code, first.stderr.includes("Remembered in ")]).toEqual([0, true]);
      expect((await runCli(words, { world, env })).code).toBe(0);
      expect((await runCli(["load", "http://other.example.com/", "--requests", "1"], { world, env })).code).toBe(4);
      expect(plans.map(({ addresses }) => addresses)).toEqual([
        ["203.0.113.7", "127.0.0.1"],
        ["203.0.113.7", "127.0.0.1"],
      ]);
    });

    it("refuses without a terminal, and says what to type", async () => {
      const { plans, world } = remembering();
      const { code, stdout } = await runCli([...words, "--json"], { world });
      expect([code, plans.length]).toEqual([4, 0]);
      expect(JSON.parse(stdout)).toMatchObject({ error: { code: "consent-needed", exitCode: 4 } });
      expect(stdout).toContain("--yes-i-own api.example.com");
    });

    it.each([
      ["--yes-i-own", ["--yes-i-own", "api.example.com"], {}],
      ["BACKWRIGHT_ALLOW_HOSTS", [], { BACKWRIGHT_ALLOW_HOSTS: "example.com, api.example.com" }],
    ])("is answered beforehand by %s", async (_, more, env) => {
      const { plans, world } = remembering();
      expect((await runCli([...words, ...more], { world, env })).code).toBe(0);
      expect(plans.length).toBe(1);
    });

    it("counts the files that it may open", async () => {
      const { plans, world } = remembering();
      const { code, stderr } = await runCli([...words, "--users", "985", "--yes-i-own", "api.example.com"], { world });
      expect([code, stderr.includes("--concurrency 984"), plans.length]).toEqual([3, true, 0]);
    });
  });

  it.each([
    ["nothing listens there", ["http://127.0.0.1:1/"], 3, "Cannot connect"],
    ["the address is none", ["api.example.com"], 2, "it has no scheme"],
    ["it is no HTTP", ["ws://localhost/"], 2, "WebSocket"],
    ["the header is none", ["http://127.0.0.1:1/", "--header", "x"], 2, "no colon"],
    ["two bodies are given", ["http://127.0.0.1:1/", "--body", "x", "--data", "y"], 2, "one body"],
    ["the body's file is not there", ["http://127.0.0.1:1/", "--data", "/nowhere/x"], 3, "/nowhere/x"],
    ["users are given twice", ["http://127.0.0.1:1/", "--users", "2", "--concurrency", "3"], 2, "mean the same"],
    ["too many users are given", ["http://127.0.0.1:1/", "--users", "10001"], 2, "limit of 10000"],
    ["no user is given", ["http://127.0.0.1:1/", "--users", "0"], 2, "--users"],
    ["the duration is nothing", ["http://127.0.0.1:1/", "--duration", "0"], 2, "longer than nothing"],
    ["the duration is none", ["http://127.0.0.1:1/", "--duration", "soon"], 2, "--duration"],
  ])("says when %s", async (_, words, expected, part) => {
    const { code, stderr } = await runCli(["load", ...words]);
    expect([code, stderr.includes(part), stderr]).toEqual([expected, true, stderr]);
  });
});
