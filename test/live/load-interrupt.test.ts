import { spawn } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadReportSchema } from "../../src/load/result/index.ts";
import { httpServer } from "../edge/load/support.ts";

/** `backwright load …` in a process of its own, interrupted as soon as `ready` says so. */
function interrupted(words: readonly string[], ready: (interrupt: () => void) => void) {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", join(import.meta.dirname, "load-child.ts"), "load", ...words],
    {
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.resume();
  ready(() => child.kill("SIGINT"));
  return new Promise<{ code: number | null; signal: string | null; stdout: string }>((resolve) => {
    child.once("close", (code, signal) => resolve({ code, signal, stdout }));
  });
}

describe.skipIf(process.platform === "win32")("Ctrl-C", { timeout: 180_000 }, () => {
  it.each([
    ["closed", ["--users", "4"]],
    ["open", ["--rate", "200"]],
    ["with threads of its own", ["--users", "4", "--workers", "2"]],
  ])("ends a run that is %s with the report of what was measured, in one document", async (_, words) => {
    let served = 0;
    let interrupt = (): void => undefined;
    await using server = await httpServer((_request, response) => {
      served += 1;
      if (served === 50) interrupt();
      response.end();
    });
    const url = `http://127.0.0.1:${server.port}/`;
    const { code, stdout } = await interrupted(
      [url, "--duration", "60", "--json", ...words],
      (now) => (interrupt = now),
    );
    const report = loadReportSchema.parse(JSON.parse(stdout));
    expect([code, report.interrupted]).toEqual([130, true]);
    expect(report.requests.successful).toBeGreaterThanOrEqual(45);
    expect(report.requests.total).toBe(served);
  });

  it("twice ends it at once", async () => {
    let interrupt = (): void => undefined;
    let asked = 0;
    const ended: (() => void)[] = [];
    // It never answers, so that the first Ctrl-C would wait for what is under way.
    await using server = await httpServer(() => {
      asked += 1;
      if (asked !== 4) return;
      // Again and again: two signals that come before the first is seen are one.
      const again = setInterval(interrupt, 50);
      ended.push(() => clearInterval(again));
    });
    const words = [`http://127.0.0.1:${server.port}/`, "--users", "4", "--duration", "60", "--json"];
    const { code, signal, stdout } = await interrupted(words, (now) => (interrupt = now));
    for (const end of ended) end();
    expect({ code, signal, stdout }).toEqual({ code: null, signal: "SIGINT", stdout: "" });
  });
});
