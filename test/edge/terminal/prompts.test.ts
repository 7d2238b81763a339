import { describe, expect, test } from "vitest";
import { createPrompts } from "../../../src/edge/terminal/index.ts";

describe("questions without a terminal", () => {
  const prompts = createPrompts(false);
  const refusal = {
    code: "consent-needed",
    exitCode: 4,
    message: "Really? There is no terminal to ask at.",
    hint: "Say yes beforehand with --yes.",
  };

  test("are refused with the flag that answers them", async () => {
    expect(prompts.canAsk).toBe(false);
    await expect(prompts.confirm("Really?", "--yes")).rejects.toMatchObject(refusal);
    await expect(prompts.text("Really?", { flag: "--yes" })).rejects.toMatchObject(refusal);
    await expect(prompts.choose("Really?", ["a", "b"], "--yes")).rejects.toMatchObject(refusal);
  });
});

describe("questions of a run that is interrupted", () => {
  test("are the interruption, not a no", async () => {
    const prompts = createPrompts(true, AbortSignal.abort());
    await expect(prompts.confirm("Really?", "--yes")).rejects.toMatchObject({ code: "interrupted", exitCode: 130 });
  });
});
