import { spawn } from "node:child_process";
import { readFile, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createProcesses } from "../../src/edge/system/index.ts";
import { temporaryFolder } from "../support/world.ts";

const root = join(import.meta.dirname, "..", "..");
const bin = join(root, "bin/backwright.js");
const processes = createProcesses({ cwd: root, env: process.env });

/** Temporary folders of the demo and of its server that are there now. */
async function leftovers(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).filter((name) => /^(backwright-demo|bw-)/.test(name));
}

describe("backwright demo", () => {
  test("goes from the specification to the report, and leaves nothing", async () => {
    await using temporary = await temporaryFolder("d");
    const result = await processes.run(process.execPath, [bin, "demo", "--duration", "3", "--json"], {
      env: { TMPDIR: temporary.path },
    });
    expect({ code: result.code, stderr: result.stderr }).toMatchObject({ code: 0 });
    const tour = JSON.parse(result.stdout);
    expect(tour.scaffold.operations).toBeGreaterThanOrEqual(20);
    expect(tour.requests.filter((one: { asExpected: boolean }) => !one.asExpected)).toEqual([]);
    expect(
      tour.requests.some((one: { sent: string; status: number }) => one.sent !== "valid" && one.status === 400),
    ).toBe(true);
    expect(tour.decision).toMatchObject({ profile: "node-express", targets: { p50Ms: 80, p95Ms: 250, p99Ms: 600 } });
    expect(tour.load.requests).toBe(tour.load.successful);
    expect(tour.next).toHaveLength(3);
    expect(await leftovers(temporary.path)).toEqual([]);
  });

  test("keeps a project that stands by itself", async () => {
    await using temporary = await temporaryFolder();
    const kept = join(temporary.path, "shop");
    const result = await processes.run(process.execPath, [bin, "demo", "--duration", "1", "--keep", kept]);
    expect({ code: result.code, stderr: result.stderr }).toMatchObject({ code: 0 });
    for (const path of [
      "package.json",
      "openapi.yaml",
      "README.md",
      "seed.sql",
      "src/app.ts",
      "src/types/api.ts",
      "src/routes/orders.ts",
    ])
      expect((await stat(join(kept, path))).isFile()).toBe(true);
    const again = await processes.run(process.execPath, [bin, "demo", "--keep", kept]);
    expect(again).toMatchObject({ code: 4, stderr: expect.stringContaining("is not empty") });
  });

  test("tours any document with samples", async () => {
    const spec = join(root, "examples/shop/openapi.yaml");
    const result = await processes.run(process.execPath, [bin, "demo", "--spec", spec, "--duration", "1", "--json"]);
    expect({ code: result.code, stderr: result.stderr }).toMatchObject({ code: 0 });
    const tour = JSON.parse(result.stdout);
    expect(tour).toMatchObject({ database: null, analysis: null });
    expect(tour.requests.filter((one: { asExpected: boolean }) => !one.asExpected)).toEqual([]);
  });

  test("Ctrl-C in the middle ends with 130 and leaves no process and no folder", async () => {
    await using temporary = await temporaryFolder("d");
    const child = spawn(process.execPath, [bin, "demo"], {
      env: { ...process.env, TMPDIR: temporary.path },
      stdio: ["ignore", "ignore", "pipe"],
    });
    const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
    await new Promise<void>((resolve) => {
      let said = "";
      child.stderr.setEncoding("utf8").on("data", (text: string) => {
        said += text;
        if (said.includes("Load-testing")) resolve();
      });
      child.once("exit", () => resolve());
    });
    child.kill("SIGINT");
    expect(await ended).toBe(130);
    expect(await leftovers(temporary.path)).toEqual([]);
    expect(await processesNaming(temporary.path)).toEqual([]);
  });
});

/** Command lines of running processes that name a path. Only Linux shows them as files. */
async function processesNaming(path: string): Promise<readonly string[]> {
  if (process.platform !== "linux") return [];
  const found: string[] = [];
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const line = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    if (line.includes(path)) found.push(line);
  }
  return found;
}
