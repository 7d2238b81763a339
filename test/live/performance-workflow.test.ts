// The row of the promises that is a workflow: baseline → ramp → bottleneck → optimize → compare → capacity document.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { capacityReportSchema } from "../../src/load/capacity/result/index.ts";
import { compareReportSchema } from "../../src/load/compare/result/index.ts";
import { loadReportSchema } from "../../src/load/result/index.ts";
import { httpServer, type TestServer } from "../edge/load/support.ts";
import { runCli, temporaryFolder, type CliResult } from "../support/world.ts";

const WORK_MS = 20;
// What is to be carried: more than one at a time can ever be, 1,000 / 20 = 50 a second.
const WANTED = 60;
// On a busy machine a run is marked as invalid, which is right, and takes nothing from what this workflow is about.
const DONE_OR_INVALID = [0, 5];
const OBJECTIVE = ["--slo", "p95<150ms", "--budget", "12", "--curve-users", "16"];

let isLocked = true;
let server: TestServer;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let url: string;

/** An API whose work takes 20 ms; at first one request at a time, behind a lock that somebody forgot. */
beforeAll(async () => {
  folder = await temporaryFolder("performance");
  let lock: Promise<void> = Promise.resolve();
  const work = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, WORK_MS));
  server = await httpServer((_, response) => {
    const done = isLocked ? lock.then(work) : work();
    if (isLocked) lock = done;
    void done.then(() => response.end('{"id": 1}'));
  });
  url = `http://127.0.0.1:${server.port}/orders`;
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

const backwright = (...words: readonly string[]): Promise<CliResult> => runCli(words, { cwd: folder.path });

describe("the performance workflow", () => {
  test("baseline: a run is saved", async () => {
    const { code } = await backwright(
      "load",
      url,
      "--concurrency",
      "8",
      "--duration",
      "2",
      "--json",
      "--save",
      "baseline.json",
    );
    expect(DONE_OR_INVALID).toContain(code);
    const baseline = loadReportSchema.parse(JSON.parse(await readFile(join(folder.path, "baseline.json"), "utf8")));
    expect(baseline.requests.failed).toBe(0);
    expect(baseline.latency.successful?.p50Ms).toBeGreaterThan(WORK_MS);
  });

  test("ramp: more users get no more answers, only slower ones", async () => {
    const { code, stdout } = await backwright("load", url, "--stages", "0s:2,1s:2,1s:16", "--json");
    const ramp = loadReportSchema.parse(JSON.parse(stdout));
    expect(DONE_OR_INVALID).toContain(code);
    expect(ramp.requests.perSecond).toBeLessThan(1_050 / WORK_MS);
    expect(ramp.latency.all?.maxMs).toBeGreaterThan(4 * WORK_MS);
  });

  test("bottleneck: work is done one at a time, and the wanted rate is not carried", async () => {
    const { code, stdout } = await backwright(
      "load",
      "capacity",
      url,
      ...OBJECTIVE,
      "--target-rate",
      String(WANTED),
      "--json",
    );
    const report = capacityReportSchema.parse(JSON.parse(stdout));
    expect(code).toBe(1);
    expect(report.headroom?.verdict).not.toBe("carried");
    expect(report.findings.map(({ code }) => code)).toContain("capacity-bottleneck-serial");
    expect(report.curve?.points.every(({ perSecond }) => perSecond < 1_050 / WORK_MS)).toBe(true);
  });

  test("optimize and compare: it is faster than the baseline", async () => {
    isLocked = false;
    const { code, stdout } = await backwright("load", url, "--compare", "baseline.json", "--json");
    const compared = compareReportSchema.parse(JSON.parse(stdout));
    expect(compared.verdict).toMatchObject({ kind: "different", second: "faster" });
    expect(compared.gate?.outcome).toBe("passed");
    expect(DONE_OR_INVALID).toContain(code);
  });

  test("capacity document: the wanted rate is carried", async () => {
    const words = [...OBJECTIVE, "--target-rate", String(WANTED), "--max-rate", String(2 * WANTED)];
    const { code } = await backwright("load", "capacity", url, ...words, "--save", "capacity.md");
    const document = await readFile(join(folder.path, "capacity.md"), "utf8");
    expect(document).toContain("# Capacity");
    expect(document).toContain("| Target | 60.0/s: carried |");
    expect(document).not.toContain("one at a time");
    expect(code).toBe(0);
  });
});
