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
    [["Ada", "--times", "many"], '--times: "many" is no number.'],
    [["Ada", "--times", "1e400"], '--times: "1e400" is no number.'],
    [["Ada", "--times", "1.5"], "--times: 1.5 is no whole number."],
    [["Ada", "--times", "0"], "--times: 0 is out of range; more than 0 is needed."],
    [["Ada", "--times", "-5"], "--times: -5 is out of range; more than 0 is needed."],
    [["Ada", "--times=-5"], "--times: -5 is out of range; more than 0 is needed."],
    [["Ada", "--tone", "loud"], '--tone: "loud" is none of warm, cold.'],
    [
      ["Ada", "--tone", "--loud"],
      "--tone needs a value, and --loud reads as a flag; if it is meant, write --tone=--loud.",
    ],
    [["Ada", "--loud=maybe"], "--loud takes no value; write --loud or --no-loud."],
    [["Ada", "--token", ""], "--token is empty; give it a value, or leave it away."],
    [["Ada", "Bob", ""], "<others> is empty"],
    [["Ada", "--wait", "soon"], '--wait: "soon" is no duration'],
    [["Ada", "--times"], "--times needs a number behind it: --times 7."],
  ])("complains of %j by the flag's name", async (words, complaint) => {
    await expect(run(words)).rejects.toThrow(complaint);
  });

  test("a required value of the wrong kind is not called missing", async () => {
    await expect(command.execute({ name: 7 }, await testWorld([]))).rejects.toThrow("<name>: 7 is no text.");
  });

  test("proposes the nearest flag", async () => {
    await expect(run(["Ada", "--time", "2"])).rejects.toMatchObject({
      code: "unknown-flag",
      hint: "Did you mean --times?",
    });
  });

  test.each([
    [["Ada", "--times=3"], { times: 3 }],
    [["Ada", "-t3"], { times: 3 }],
    [["Ada", "--times", "2", "--times", "4"], { times: 4 }],
    [["Ada", "--times", "1e1"], { times: 10 }],
    [["Ada", "--loud=true"], { loud: true }],
    [["Ada", "--loud", "--loud=false"], { loud: false }],
    [["Ada", "--token=--loud"], { token: "--loud" }],
    [["Ada", "--token", "-"], { token: "-" }],
    [["Ada", "--", "--loud"], { others: ["--loud"], loud: false }],
    [["Ada", "--token", "ünï ✓"], { token: "ünï ✓" }],
  ])("reads %j", async (words, input) => {
    expect(await run(words)).toMatchObject(input);
  });

  test.each([
    [{ BACKWRIGHT_GREET_NOW_TIMES: "abc" }, {}, 'BACKWRIGHT_GREET_NOW_TIMES in the environment: "abc" is no number.'],
    [
      { BACKWRIGHT_GREET_NOW_LOUD: "yes" },
      {},
      'BACKWRIGHT_GREET_NOW_LOUD in the environment: "yes" is neither true nor false.',
    ],
    [{}, { times: "3" }, 'greet.now.times in a.json: "3" is no number.'],
    [{}, { times: null }, "greet.now.times in a.json: null is no number."],
    [{}, { others: "Bob" }, 'greet.now.others in a.json: "Bob" is no list.'],
    [{}, { tone: {} }, "greet.now.tone in a.json: an object is none of warm, cold."],
    [{}, { token: "" }, "greet.now.token in a.json is empty"],
  ])("names the place of a value that cannot be used: %j %j", (env, now, complaint) => {
    const sources = { words: ["Ada"], env, configuration: { greet: { now } }, configurationFile: "a.json" };
    expect(() => command.prepare(sources)).toThrow(complaint);
  });

  test("a value by a name that is none is refused", () => {
    const sources = { words: [], values: { name: "Ada", tims: 3 }, env: {}, configuration: {} };
    expect(() => command.prepare(sources)).toThrow(
      expect.objectContaining({ code: "unknown-flag", hint: "Did you mean times?" }),
    );
  });

  test("a short flag that is none is refused by its name", async () => {
    await expect(run(["Ada", "-x"])).rejects.toThrow("greet now has no flag -x.");
  });

  test("shows everything in its help page", () => {
    const help = command.help();
    expect(help).toContain("Usage: backwright greet now <name> [<others>]… [flags]");
    for (const flag of flagsOf(command.input)) if (flag.position === undefined) expect(help).toContain(flag.name);
    expect(help).toContain("How (warm | cold)");
    expect(help).toContain("-t, --times N");
    expect(help).toContain("or GREET_TOKEN");
    expect(help).toContain("How often (default 1)");
    expect(help).not.toContain("default []");
  });
});
