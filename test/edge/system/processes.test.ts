import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { createProcesses } from "../../../src/edge/system/index.ts";

const processes = createProcesses({ cwd: process.cwd(), env: process.env });
const script = (code: string): readonly string[] => ["-e", code];

describe("processes", () => {
  test("run to the end with output, code and input", async () => {
    const result = await processes.run(
      processes.node,
      script(
        "process.stdin.on('data', d => { process.stdout.write('got ' + d); process.exitCode = 3; }); console.error('err')",
      ),
      { input: "hello" },
    );
    expect(result).toEqual({ code: 3, stdout: "got hello", stderr: "err\n" });
  });

  test("a program that is not there is named", async () => {
    await expect(processes.run("no-such-program-here", [])).rejects.toMatchObject({
      code: "program-not-started",
      message: expect.stringContaining("no-such-program-here"),
    });
    await expect(processes.start("no-such-program-here", [])).rejects.toMatchObject({ code: "program-not-started" });
  });

  test("environment is added and removed", async () => {
    const result = await processes.run(processes.node, script("console.log(process.env.ADDED, process.env.HOME)"), {
      env: { ADDED: "yes", HOME: undefined },
    });
    expect(result.stdout).toBe("yes undefined\n");
  });

  test("disposal ends a process, also one that does not want to", async () => {
    const child = await processes.start(
      processes.node,
      script("process.on('SIGTERM', () => process.exit(9)); setInterval(() => {}, 1000); console.log('up')"),
    );
    await new Promise<void>((resolve) => {
      const look = setInterval(() => {
        if (!child.output().stdout.includes("up")) return;
        clearInterval(look);
        resolve();
      }, 5);
    });
    await child[Symbol.asyncDispose]();
    expect(await child.ended).toBe(9);
  });

  test("which finds what is on PATH and nothing else", async () => {
    expect(await processes.which("node")).toMatch(/node/);
    expect(await processes.which("no-such-program-here")).toBeUndefined();
  });
});

/** One that nobody has collected yet still has a number. */
async function isRunning(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const facts = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return !facts.includes(") Z ");
}

test.skipIf(process.platform === "win32")("a group ends as a whole, also where its first program is gone", async () => {
  const inner = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log(process.pid)";
  const outer = `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(inner)}], { stdio: "inherit" }).unref()`;
  const child = await processes.start(processes.node, script(outer), { ownsGroup: true });
  while (!/\d/.test(child.output().stdout)) await new Promise((resolve) => setImmediate(resolve));
  const pid = Number(child.output().stdout);
  await child[Symbol.asyncDispose]();
  expect(await isRunning(pid)).toBe(false);
});
