import { describe, expect, test } from "vitest";
import { z } from "zod";
import { defineCommand, duration, flagsOf } from "../../src/command/index.ts";
import { testWorld } from "../support/world.ts";

const command = defineCommand({
  name: "greet now",
  summary: "Says hello",
  effects: ["reads"],
  input: z.object({
    name: z.string().describe("Whom").meta({ position: 0 }),
    others: z.array(z.string()).default([]).describe("Whom else").meta({ position: 1, variadic: true }),
    times: z.number().int().positive().default(1).describe("How often").meta({ short: "t" }),
    loud: z.boolean().default(false).describe("In capitals"),
    wait: duration().prefault("2s").describe("Before"),
    tone: z.enum(["warm", "cold"]).optional().describe("How"),
    token: z.string().optional().describe("Secret").meta({ env: "GREET_TOKEN" }),
  }),
  output: z.object({ said: z.string() }),
  examples: [{ line: "backwright greet now Ada", what: "greets Ada" }],
  run: async (input) => ({ said: JSON.stringify(input) }),
  views: { text: ({ said }) => said },
});

async function run(
  words: readonly string[],
  env: Record<string, string> = {},
  configuration: Record<string, unknown> = {},
): Promise<unknown> {
  const raw = command.prepare({ words, env, configuration });
  const answer = await command.execute(raw, await testWorld([]));
  return JSON.parse(answer.text({ columns: 80, paint: noPaint }));
}
const same = (text: string): string => text;
const noPaint = { bold: same, dim: same, red: same, green: same, yellow: same, cyan: same };

describe("a declared command", () => {
  test("turns words into checked input", async () => {
    expect(await run(["Ada", "Bob", "Cy", "-t", "3", "--loud", "--wait", "1m30s"])).toEqual({
      name: "Ada",
      others: ["Bob", "Cy"],
      times: 3,
      loud: true,
      wait: 90_000,
    });
  });

  test("a duration has its default in milliseconds", async () => {
    expect(await run(["Ada"])).toMatchObject({ wait: 2_000 });
  });

  test("flags are stronger than variables, variables than configuration, that than defaults", async () => {
    const configuration = { greet: { tone: "cold", now: { times: 7, loud: true } } };
    const env = { BACKWRIGHT_GREET_NOW_TIMES: "5", GREET_TOKEN: "s" };
    expect(await run(["Ada"], {}, configuration)).toMatchObject({ times: 7, loud: true, tone: "cold" });
    expect(await run(["Ada"], env, configuration)).toMatchObject({ times: 5, token: "s" });
    expect(await run(["Ada", "--times", "2", "--no-loud"], env, configuration)).toMatchObject({
      times: 2,
      loud: false,
    });
  });

  test.each([
    [[], "<name> is missing."],
    [["Ada", "--times", "many"], "--times: "],
    [["Ada", "--times", "0"], "--times: "],
    [["Ada", "--tone", "loud"], "--tone: "],
    [["Ada", "--wait", "soon"], '--wait: "soon" is no duration'],
    [["Ada", "--times"], "--times"],
  ])("complains of %j by the flag's name", async (words, complaint) => {
    await expect(run(words)).rejects.toThrow(complaint);
  });

  test("a required value of the wrong kind is not called missing", async () => {
    await expect(command.execute({ name: 7 }, await testWorld([]))).rejects.toThrow("<name>: Invalid input");
  });

  test("proposes the nearest flag", async () => {
    await expect(run(["Ada", "--time", "2"])).rejects.toMatchObject({
      code: "unknown-flag",
      hint: "Did you mean --times?",
    });
  });

  test("shows everything in its help page", () => {
    const help = command.help();
    expect(help).toContain("Usage: backwright greet now <name> [<others>]… [flags]");
    for (const flag of flagsOf(command.input)) if (flag.position === undefined) expect(help).toContain(flag.name);
    expect(help).toContain("How (warm | cold)");
    expect(help).toContain("-t, --times N");
    expect(help).toContain("or GREET_TOKEN");
  });
});
