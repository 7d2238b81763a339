import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { errors } from "../../../src/kit/index.ts";
import { capacityReportSchema, type CapacityReport } from "../../../src/load/capacity/result/index.ts";
import { deterministicKnee } from "../../../bench/support/queue.ts";
import { simulatedEngine, type SimulatedServer } from "../../load/capacity/engine.ts";
import { runCli, temporaryFolder } from "../../support/world.ts";

const TARGET = "http://127.0.0.1:3000/users";

const capacity = (server: SimulatedServer, words: readonly string[], signal?: AbortSignal) =>
  runCli(["load", "capacity", TARGET, ...words], {
    world: simulatedEngine(server),
    ...(signal === undefined ? {} : { signal }),
  });

const reportIn = (stdout: string): CapacityReport => capacityReportSchema.parse(JSON.parse(stdout));

const codesOf = ({ findings }: CapacityReport): readonly string[] => findings.map(({ code }) => code);

describe("load capacity", () => {
  it("finds the knee of a queue within 5 %, confirms it for 30 s, and keeps to 90 s", async () => {
    const { code, stdout } = await capacity({ serviceMs: 1 }, ["--slo", "p99<10ms", "--json"]);
    const report = reportIn(stdout);
    const truth = deterministicKnee(1, 10, 0.01);
    expect(code).toBe(0);
    expect(report.capacity.kind).toBe("knee");
    expect(Math.abs((report.capacity.perSecond ?? 0) / truth - 1)).toBeLessThan(0.05);
    expect(report.capacity.lowPerSecond).toBeLessThan(truth);
    expect(report.capacity.highPerSecond).toBeGreaterThan(truth);
    expect(report.confirmation?.durationMs).toBe(30_000);
    expect(report.elapsedMs).toBeLessThan(90_000);
  });

  it("prints the answer, what limits it, the curve and every trial", async () => {
    const { stdout, stderr } = await capacity({ serviceMs: 1 }, ["--slo", "p99<10ms"]);
    for (const part of [
      "=== Capacity ===",
      "CAPACITY: ",
      "RECOMMENDATION: p99 < 10ms holds up to ",
      "Likely bottleneck: 100% of the work is done one at a time",
      "THROUGHPUT AGAINST USERS:",
      "TRIALS:",
      "confirmation",
    ])
      expect(stdout).toContain(part);
    expect(stderr).toContain("Trying 700.0/s for 2s");
    expect(stderr).toContain("Holding ");
  });

  it("saves the capacity document", async () => {
    await using folder = await temporaryFolder("capacity");
    const file = join(folder.path, "capacity.md");
    const words = ["--slo", "p99<10ms", "--target-rate", "300", "--save", file];
    expect((await capacity({ serviceMs: 1 }, words)).code).toBe(0);
    const document = await readFile(file, "utf8");
    for (const part of [
      "# Capacity",
      "| Knee | ",
      "| Headroom | ",
      "## Likely bottleneck",
      "## Throughput against users",
      "## What was tried",
      "## What would change the answer",
      "## How it was measured",
    ])
      expect(document).toContain(part);
  });

  it("saves one HTML file with its data inside", async () => {
    await using folder = await temporaryFolder("capacity");
    const file = join(folder.path, "capacity.html");
    expect((await capacity({ serviceMs: 1 }, ["--slo", "p99<10ms", "--save", file])).code).toBe(0);
    const page = await readFile(file, "utf8");
    expect(page).toMatch(/^<!doctype html>/i);
    expect(page).toContain("backwright.load-capacity/1");
  });

  it.each([
    [300, "carried", 0],
    [900, "not-carried", 1],
  ] as const)("answers whether %d/s are carried: %s", async (rate, verdict, expected) => {
    const words = ["--slo", "p99<10ms", "--target-rate", String(rate), "--json"];
    const { code, stdout } = await capacity({ serviceMs: 1 }, words);
    const report = reportIn(stdout);
    expect(report.headroom?.verdict).toBe(verdict);
    expect(codesOf(report)).toContain(`capacity-target-${verdict}`);
    expect(code).toBe(expected);
  });

  it("names the errors that decide", async () => {
    const { stdout } = await capacity({ serviceMs: 2, servers: 4, most: 3 }, ["--slo", "errors<1%", "--json"]);
    const report = reportIn(stdout);
    expect(report.capacity.kind).toBe("knee");
    const found = report.findings.find(({ code }) => code === "capacity-bottleneck-errors");
    expect(found?.evidence).toMatchObject({ kind: "http-status", status: 503 });
  });

  it("says that no rate keeps an objective that one user alone breaks", async () => {
    const { code, stdout } = await capacity({ serviceMs: 50 }, ["--slo", "p99<40ms", "--json"]);
    const report = reportIn(stdout);
    expect(code).toBe(1);
    expect(report.capacity).toMatchObject({ kind: "none", perSecond: null });
    expect(codesOf(report)).toEqual(expect.arrayContaining(["capacity-none", "capacity-bottleneck-slow-alone"]));
  });

  it("reports at least what the generator could send", async () => {
    const { stdout } = await capacity({ serviceMs: 1, servers: 64, starvedAbove: 3_000 }, [
      "--curve-users",
      "2",
      "--json",
    ]);
    const report = reportIn(stdout);
    expect(report.capacity).toMatchObject({ kind: "at-least", limitedBy: "generator", highPerSecond: null });
    expect(report.capacity.perSecond).toBeLessThanOrEqual(3_000);
    expect(codesOf(report)).toContain("capacity-bottleneck-generator");
    expect(report.trials.filter(({ verdict }) => verdict === "invalid").length).toBeGreaterThanOrEqual(3);
  });

  it("exits with 5 when nothing that was measured can be believed", async () => {
    const { code, stdout } = await capacity({ serviceMs: 1, starvedAbove: 0 }, ["--json"]);
    expect(reportIn(stdout).capacity).toMatchObject({ kind: "unknown", limitedBy: "generator" });
    expect(code).toBe(5);
  });

  it("never goes above the highest rate", async () => {
    const { stdout } = await capacity({ serviceMs: 1, servers: 64 }, ["--max-rate", "500", "--json"]);
    const report = reportIn(stdout);
    expect(report.capacity).toMatchObject({ kind: "at-least", perSecond: 500, limitedBy: "highest-rate" });
    expect(Math.max(...report.trials.map(({ perSecond }) => perSecond))).toBe(500);
  });

  it("ends cleanly with what is known when it is interrupted", async () => {
    const interrupt = new AbortController();
    let trials = 0;
    const onRun: SimulatedServer["onRun"] = (plan) => {
      if (plan.arrival !== undefined) trials += 1;
      if (trials === 4) interrupt.abort();
    };
    const { code, stdout } = await capacity({ serviceMs: 1, onRun }, ["--slo", "p99<10ms", "--json"], interrupt.signal);
    const report = reportIn(stdout);
    expect(code).toBe(130);
    expect(report).toMatchObject({ interrupted: true, confirmation: null, capacity: { limitedBy: "interruption" } });
    expect(report.trials.length).toBeGreaterThanOrEqual(3);
  });

  it("ends cleanly before its first trial too", async () => {
    const interrupt = new AbortController();
    const onRun: SimulatedServer["onRun"] = (_, number) => {
      if (number === 2) interrupt.abort();
    };
    const { code, stdout } = await capacity({ serviceMs: 1, onRun }, ["--json"], interrupt.signal);
    expect(code).toBe(130);
    expect(reportIn(stdout)).toMatchObject({ trials: [], capacity: { kind: "unknown", limitedBy: "interruption" } });
  });

  it("answers with what it knows when the server goes away", async () => {
    let trials = 0;
    const onRun: SimulatedServer["onRun"] = (plan) => {
      if (plan.arrival !== undefined) trials += 1;
      if (trials > 3) throw errors.load.unreachable({ target: TARGET, reason: "the connection was refused" });
    };
    const { stdout } = await capacity({ serviceMs: 1, onRun }, ["--slo", "p99<10ms", "--json"]);
    const report = reportIn(stdout);
    expect(report.capacity.limitedBy).toBe("server-gone");
    expect(report.trials).toHaveLength(3);
  });

  it("keeps to a short budget", async () => {
    const { stdout } = await capacity({ serviceMs: 1 }, ["--slo", "p99<10ms", "--budget", "10", "--json"]);
    const report = reportIn(stdout);
    expect(report.elapsedMs).toBeLessThan(10_500);
    expect(report.confirmation?.durationMs).toBeLessThan(3_500);
  });

  it("leaves the curve away", async () => {
    const { stdout } = await capacity({ serviceMs: 1 }, ["--slo", "p99<10ms", "--no-curve", "--json"]);
    const report = reportIn(stdout);
    expect(report.curve).toBeNull();
    expect(report.capacity.kind).toBe("knee");
  });

  it("finds the same with the same seed", async () => {
    const once = async () =>
      reportIn((await capacity({ serviceMs: 1 }, ["--slo", "p99<10ms", "--seed", "3", "--json"])).stdout);
    expect((await once()).trials).toEqual((await once()).trials);
  });

  it("searches the iterations of a scenario", async () => {
    await using folder = await temporaryFolder("capacity");
    const file = join(folder.path, "shop.yaml");
    await writeFile(file, `target: http://127.0.0.1:3000\nsteps:\n  - get: /users\n  - get: /orders\n`);
    const engine = simulatedEngine({ serviceMs: 1 });
    const { code, stdout } = await runCli(["load", "capacity", file, "--slo", "p99<10ms", "--json"], { world: engine });
    const report = reportIn(stdout);
    expect(report.settings).toMatchObject({ unit: "iteration" });
    expect(report.curve).toBeNull();
    expect(report.capacity.kind).toBe("knee");
    expect(code).toBe(0);
  });

  it.each([
    ["an objective that is none", ["--slo", "fast"], 2],
    ["an objective about a mean", ["--slo", "mean<10ms"], 2],
  ])("refuses %s before anything is sent", async (_, words, expected) => {
    let runs = 0;
    const { code } = await capacity({ serviceMs: 1, onRun: () => (runs += 1) }, words);
    expect(code).toBe(expected);
    expect(runs).toBe(0);
  });
});
