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
