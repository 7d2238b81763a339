import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { PROMISED } from "../promises/lines.ts";
import { runCli, temporaryFolder } from "../support/world.ts";

describe("the command line", () => {
  test("without words prints the list and exits with 2", async () => {
    const { code, stdout } = await runCli([]);
    expect(code).toBe(2);
    expect(stdout).toContain("Usage: backwright <command> [flags]");
  });

  test("--version and --help", async () => {
    expect(await runCli(["--version"])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^backwright \d+\.\d+\.\d+\n$/),
    });
    expect(await runCli(["--help"])).toMatchObject({ code: 0, stdout: expect.stringContaining("Commands:") });
  });

  test.each(["api-scaffolder", "database-migration-tool", "api-load-tester", "backend-decision-engine"])(
    "%s speaks in its own words",
    async (bin) => {
      expect(await runCli(["--version"], { bin })).toMatchObject({
        code: 0,
        stdout: expect.stringContaining(`${bin} `),
      });
      const help = await runCli(["--help"], { bin });
      expect(help).toMatchObject({ code: 0, stderr: "" });
      const lines = PROMISED.filter((promised) => promised.line.startsWith(bin) && promised.state === "works");
      expect(help.stdout).toContain(`Usage: ${bin}`);
      expect(lines.some(({ line }) => help.stdout.replaceAll(/\\\n\s+/g, "").includes(line))).toBe(true);
    },
  );

  test("an unknown command proposes the nearest", async () => {
    const { code, stderr, stdout } = await runCli(["db", "analyse"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("Did you mean backwright db analyze?");
  });

  test("--json makes a failure a document on stdout", async () => {
    const { code, stdout, stderr } = await runCli(["nonsense", "--json"]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({
      error: { code: "unknown-command", exitCode: 2, hint: expect.any(String), message: expect.any(String) },
    });
  });

  test("a promised command that is not built says what is coming", async () => {
    expect(await runCli(["db", "lint", "a.sql"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("not built yet"),
    });
  });

  test("a format that the command does not write is named", async () => {
    expect(await runCli(["doctor", "--format", "sarif"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("does not write sarif"),
    });
  });

  test.each([
    ["{", "bad-configuration"],
    ["[]", "bad-configuration"],
  ])("a configuration file of %j is an error", async (text, code) => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, "backwright.config.json"), text);
    const result = await runCli(["doctor", "--json"], { cwd: folder.path });
    expect(JSON.parse(result.stdout)).toMatchObject({ error: { code, exitCode: 2 } });
  });
});
