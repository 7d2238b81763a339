import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runCli, temporaryFolder } from "../support/world.ts";

const JSON_NAME = "backwright.config.json";
const MODULE_NAME = "backwright.config.mjs";

async function failureOf(name: string, text: string, words: readonly string[]): Promise<unknown> {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, name), text);
  const { stdout } = await runCli([...words, "--json"], { cwd: folder.path });
  return JSON.parse(stdout).error;
}

const load = ["load", "http://127.0.0.1:9/"] as const;

describe("the configuration file", () => {
  test.each([
    [JSON_NAME, "{", "bad-configuration", `${JSON_NAME} cannot be used: `],
    [JSON_NAME, "", "bad-configuration", `${JSON_NAME} cannot be used: `],
    [JSON_NAME, "[]", "bad-configuration", "it holds no object."],
    [JSON_NAME, '{"laod":{}}', "bad-configuration", "laod names no setting; the nearest is load."],
    [JSON_NAME, '{"load":5}', "bad-configuration", "load holds no object."],
    [JSON_NAME, '{"load":{"concurency":3}}', "bad-configuration", "the nearest is load.concurrency."],
    [JSON_NAME, '{"load":{"expect-status":3}}', "bad-configuration", "the nearest is load.expectStatus."],
    [JSON_NAME, '{"__proto__":{"load":{}}}', "bad-configuration", "__proto__ names no setting."],
    [JSON_NAME, '{"load":{"concurrency":"abc"}}', "bad-input", `load.concurrency in ${JSON_NAME}: "abc" is no number.`],
    [MODULE_NAME, "export default 5", "bad-configuration", "it holds no object."],
    [MODULE_NAME, "export default {", "bad-configuration", MODULE_NAME],
    [MODULE_NAME, "throw undefined", "bad-configuration", "it threw undefined."],
    [MODULE_NAME, "export default { load: { concurrency: () => 3 } }", "bad-input", "a function is no number."],
  ])("%s of %j is refused", async (name, text, code, message) => {
    expect(await failureOf(name, text, load)).toMatchObject({
      code,
      exitCode: 2,
      message: expect.stringContaining(message),
    });
  });

  test.each([
    ["sections of other commands", '{"load":{"anything":1},"decide":{"sample":true}}'],
    ["sections that are still to come", '{"spec":{},"load":{"run":{}},"decide":{"sample":true}}'],
    ["its schema", '{"$schema":"x","decide":{"sample":true}}'],
    ["a byte order mark", '\uFEFF{"decide":{"sample":true}}'],
  ])("%s may stand in it", async (_what, text) => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, JSON_NAME), text);
    expect(await runCli(["decide"], { cwd: folder.path })).toMatchObject({ code: 0, stderr: "" });
  });

  test("what stands at a group may be a flag of any of its commands", async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, JSON_NAME), '{"db":{"connection":"postgres://h/x","migrations":"m"}}');
    const result = await runCli(["db", "create", "a"], { cwd: folder.path });
    expect(result).toMatchObject({ code: 0, stdout: expect.stringContaining("m/") });
  });

  test.each([
    ["missing.json", "file-missing", 3],
    ["missing.mjs", "file-missing", 3],
    ["folder", "bad-configuration", 2],
  ])("--config %s is %s", async (name, code, exitCode) => {
    await using folder = await temporaryFolder();
    await mkdir(join(folder.path, "folder"));
    const { stdout } = await runCli(["doctor", "--json", "--config", name], { cwd: folder.path });
    expect(JSON.parse(stdout).error).toMatchObject({ code, exitCode, message: expect.stringContaining(name) });
  });
});
