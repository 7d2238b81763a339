import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compareReportSchema, type CompareReport } from "../../src/load/compare/result/index.ts";
import { loadReportSchema, type LoadReport } from "../../src/load/result/index.ts";
import { packSlots } from "../../src/load/saved/index.ts";
import { COARSE_BUCKETS, coarseBucket } from "../../src/load/index.ts";
import { httpServer } from "../edge/load/support.ts";
import { runCli, temporaryFolder } from "../support/world.ts";

const reportIn = (stdout: string): CompareReport => compareReportSchema.parse(JSON.parse(stdout));

/** A server that remembers what it was sent. */
async function remembering() {
  const seen: string[] = [];
  const server = await httpServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers.accept ?? ""}`.trim());
    response.end("hello");
  });
  return { server, seen };
}

describe("backwright load URL1 URL2 --compare (L4)", () => {
  it("loads both and answers in data and words", async () => {
    const { server, seen } = await remembering();
    await using _ = server;
    const address = (path: string): string => `http://localhost:${server.port}/${path}`;
    const words = [
      address("v1"),
      address("v2"),
      "--compare",
      "--concurrency",
      "3",
      "--duration",
      "1",
      "--output",
      "json",
    ];
    const { code, stdout } = await runCli(words, { bin: "api-load-tester" });
    const report = reportIn(stdout);
    expect([code, report.mode, report.gate]).toEqual([0, "interleaved", null]);
    expect([report.first.name, report.second.name]).toEqual([address("v1"), address("v2")]);
    expect([report.first.requests.successful, report.second.requests.successful]).toEqual([
      seen.filter((line) => line.includes("/v1")).length,
      seen.filter((line) => line.includes("/v2")).length,
    ]);
  });

  it("takes turns on the kernel transport where that is asked for, and on Node's sockets", async () => {
    await using server = await httpServer((_, response) => response.end("x"));
    const address = (path: string): string => `http://localhost:${server.port}/${path}`;
    for (const [asked, names] of [
      ["kernel", ["kernel", "node:net"]],
      ["node", ["node:net"]],
    ] as const) {
      const words = ["load", "compare", address("a"), address("b"), "--duration", "1", "--transport", asked, "--json"];
      const { code, stdout } = await runCli(words);
      const { first, second } = reportIn(stdout);
      expect(code).toBe(0);
      expect(names).toContain(first.transport);
      expect(second.transport).toBe(first.transport);
      expect([first, second].every(({ requests }) => requests.failed === 0 && requests.successful > 0)).toBe(true);
    }
  });

  it("refuses a scenario, and says how two runs of it are compared", async () => {
    const { code, stdout } = await runCli(["load", "compare", "flow.yaml", "http://localhost:1/", "--json"]);
    expect(code).toBe(2);
    expect(JSON.parse(stdout).error).toMatchObject({ code: "load-compare-scenario" });
    expect(JSON.parse(stdout).error.hint).toContain("load compare before.json after.json");
  });

  it("says first that one of them fails", async () => {
    await using server = await httpServer((request, response) => {
      response.statusCode = request.url === "/bad" ? 500 : 200;
      response.end("x");
    });
    const address = (path: string): string => `http://localhost:${server.port}/${path}`;
    const { code, stdout } = await runCli(["load", "compare", address("good"), address("bad"), "--duration", "2"]);
    expect(code).toBe(0);
    expect(stdout).toContain("A and B do not answer alike, so their speeds do not compare.");
    expect(stdout).not.toMatch(/B is (faster|slower)/);
  });

  it.each([
    [["--requests", "5"], "load-conflict"],
    [["--stages", "1s:5"], "load-conflict"],
    [["--workers", "2"], "load-conflict"],
    [["http://localhost:3/"], "load-compare-needs-two"],
  ])("refuses %j", async (more, error) => {
    const words = ["load", "compare", "http://localhost:1/", "http://localhost:2/", ...more, "--json"];
    const { code, stdout } = await runCli(words);
    expect([code, JSON.parse(stdout)]).toMatchObject([2, { error: { code: error } }]);
  });
});

describe("backwright load URL --compare baseline.json (L5)", () => {
  it("takes what is not given from the saved run", async () => {
    await using folder = await temporaryFolder();
    const { server, seen } = await remembering();
    await using _ = server;
    const file = join(folder.path, "baseline.json");
    const url = `http://localhost:${server.port}/users`;
    const how = ["--concurrency", "3", "--duration", "1.5", "--method", "PUT", "--header", "Accept: text/plain"];
    await runCli([url, ...how, "--output", "json", "--save", file], { bin: "api-load-tester" });
    seen.length = 0;
    const { code, stdout } = await runCli(["load", url, "--compare", file, "--json"]);
    const report = reportIn(stdout);
    // A generator that was starved says so with 5.
    expect([0, 1, 5]).toContain(code);
    expect(new Set(seen)).toEqual(new Set(["PUT /users text/plain"]));
    expect(report.second.settings).toMatchObject({ method: "PUT", concurrency: 3, durationMs: 1_500 });
    expect([report.mode, report.settings, report.environment]).toEqual(["unpaired", [], []]);
    expect(report.gate?.tolerancePercent).toBe(5);
  });

  it("without the file names the command that makes it", async () => {
    const words = [
      "load",
      "http://localhost:1/a?b=1&c=2",
      "--compare",
      "gone.json",
      "--concurrency",
      "7",
      "--tolerance",
      "10%",
    ];
    const { code, stdout } = await runCli([...words, "--json"]);
    expect(code).toBe(3);
    expect(JSON.parse(stdout).error).toMatchObject({
      code: "load-baseline-missing",
      hint: "Make it while all is well: backwright load 'http://localhost:1/a?b=1&c=2' --concurrency 7 --json --save gone.json",
    });
    const alias = await runCli(["http://localhost:1/", "--compare", "gone.json"], { bin: "api-load-tester" });
    expect(alias.stderr).toContain("all is well: api-load-tester http://localhost:1/ --output json --save gone.json");
  });

  it.each([
    ["no JSON", "{", "it is no JSON"],
    ["a number", "7", "it is no report of a load test"],
    ["k6's summary", '{"metrics":{"http_req_duration":{}},"root_group":{}}', "it is a summary of k6"],
    ["autocannon's result", '{"2xx":5,"latency":{}}', "it is a result of autocannon"],
    ["an older format", '{"schema":"backwright.load/0"}', "its format is backwright.load/0"],
    ["a comparison", '{"schema":"backwright.load-compare/1"}', "it is a comparison, not a run"],
    ["half a report", '{"schema":"backwright.load/1"}', "it was written by another version of Backwright"],
    ["anything else", '{"schema":"other"}', "it is no report of Backwright"],
  ])("refuses %s", async (_, text, reason) => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, "baseline.json");
    await writeFile(file, text);
    const { code, stdout } = await runCli(["load", "http://localhost:1/", "--compare", file, "--json"]);
    expect(code).toBe(2);
    expect(JSON.parse(stdout).error.code).toBe("load-baseline-unusable");
    expect(JSON.parse(stdout).error.message).toContain(reason);
  });
});

describe("two saved runs", () => {
  /** A run saved by the real command, with a course of our own: no clock has a part in what follows. */
  async function saved(folder: string) {
    const { server } = await remembering();
    await using _ = server;
    const file = join(folder, "run.json");
    await runCli(["load", `http://localhost:${server.port}/`, "--requests", "20", "--json", "--save", file]);
    const report = loadReportSchema.parse(JSON.parse(await readFile(file, "utf8")));
    return async (name: string, milliseconds: number, changes: Partial<LoadReport> = {}): Promise<string> => {
      const path = join(folder, name);
      await writeFile(path, JSON.stringify({ ...report, validity: null, raw: courseOf(milliseconds), ...changes }));
      return path;
    };
  }

  const courseOf = (milliseconds: number) => {
    const slots = Array.from({ length: 80 }, (_, index) => {
      const latency = new Uint32Array(COARSE_BUCKETS);
      // A wave of 2 %, so that neighbours are alike but not equal.
      for (let value = 0; value < 100; value += 1)
        latency[coarseBucket(1_000 * milliseconds * (1 + value / 400) * (1 + 0.02 * Math.sin(index * 7)))] = 1 + value;
      const rest = { due: 0, inFlight: 1, users: 1, receivedBytes: 0, classes: [] };
      return { ...rest, sent: 100, successful: 100, failed: 0, latency };
    });
    return packSlots({ widthMs: 100, slots });
  };

  it("a proven regression is exit code 1", async () => {
    await using folder = await temporaryFolder();
    const save = await saved(folder.path);
    const files = [await save("before.json", 10), await save("now.json", 13)];
    const { code, stdout } = await runCli(["load", "compare", ...files]);
    expect(code).toBe(1);
    expect(stdout).toContain("B is slower than A by 30");
    expect(stdout).toContain("Failed: worse by more than 5.0%, proven: P50, P90, P99.");
  });

  it("what cannot be told is exit code 0, and 1 with --strict", async () => {
    await using folder = await temporaryFolder();
    const save = await saved(folder.path);
    const files = [await save("before.json", 10), await save("now.json", 10.5)];
    const lenient = await runCli(["load", "compare", ...files]);
    const strict = await runCli(["load", "compare", ...files, "--strict"]);
    expect([lenient.code, strict.code]).toEqual([0, 1]);
    expect(lenient.stdout).toContain("Not proven either way:");
  });

  it("the same, and faster, pass", async () => {
    await using folder = await temporaryFolder();
    const save = await saved(folder.path);
    const files = [await save("before.json", 10), await save("now.json", 7)];
    const { code, stdout } = await runCli(["load", "compare", ...files, "--tolerance", "10%", "--strict"]);
    expect([code, stdout.includes("Passed: nothing is worse by more than 10.0%.")]).toEqual([0, true]);
  });

  it("a run that cannot be trusted is exit code 5", async () => {
    await using folder = await temporaryFolder();
    const save = await saved(folder.path);
    const validity = { valid: false, oursPercent: 60, reasons: [] };
    const files = [await save("before.json", 10), await save("now.json", 13, { validity })];
    const { code, stdout } = await runCli(["load", "compare", ...files]);
    expect(code).toBe(5);
    expect(stdout).toContain("are the generator's own: it was starved.");
  });

  it("damaged raw data is refused, and so is a run without any", async () => {
    await using folder = await temporaryFolder();
    const save = await saved(folder.path);
    const good = await save("good.json", 10);
    const damaged = await save("damaged.json", 10, { raw: { widthMs: 100, rows: 3, data: "AAAA" } });
    const { code, stdout } = await runCli(["load", "compare", good, damaged, "--json"]);
    expect([code, JSON.parse(stdout).error.code]).toEqual([2, "load-baseline-unusable"]);
    const bare = await save("bare.json", 10, { raw: undefined });
    expect((await runCli(["load", "compare", bare, good])).code).toBe(2);
  });

  it("a secret header and a body have to be given again", async () => {
    await using folder = await temporaryFolder();
    const save = await saved(folder.path);
    const report = loadReportSchema.parse(JSON.parse(await readFile(await save("plain.json", 10), "utf8")));
    const secret = { ...report.settings, headers: [{ name: "authorization", value: "[redacted]" }] };
    const body = { ...report.settings, method: "POST", bodyBytes: 12 };
    const lacks = async (name: string, settings: LoadReport["settings"]): Promise<string> => {
      const file = await save(name, 10, { settings });
      const { stdout } = await runCli(["load", "http://localhost:1/", "--compare", file, "--json"]);
      return `${JSON.parse(stdout).error.code} ${JSON.parse(stdout).error.hint}`;
    };
    expect(await lacks("secret.json", secret)).toMatch(
      /^load-baseline-lacks Give it again with --header "authorization: …"/,
    );
    expect(await lacks("body.json", body)).toMatch(/^load-baseline-lacks Give it again with --data FILE/);
  });
});
