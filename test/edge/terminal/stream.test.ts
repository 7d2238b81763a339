import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { createStream } from "../../../src/edge/terminal/index.ts";

function stream(isTTY: boolean, columns = 80): NodeJS.WriteStream {
  return Object.assign(new PassThrough(), { isTTY, columns }) as unknown as NodeJS.WriteStream;
}

describe("colours", () => {
  test.each([
    ["a terminal", true, {}, undefined, true],
    ["a file", false, {}, undefined, false],
    ["NO_COLOR", true, { NO_COLOR: "1" }, undefined, false],
    ["an empty NO_COLOR counts as none", true, { NO_COLOR: "" }, undefined, true],
    ["NO_COLOR is stronger than FORCE_COLOR", true, { NO_COLOR: "1", FORCE_COLOR: "1" }, undefined, false],
    ["FORCE_COLOR in a file", false, { FORCE_COLOR: "1" }, undefined, true],
    ["FORCE_COLOR=0", false, { FORCE_COLOR: "0" }, undefined, false],
    ["TERM=dumb", true, { TERM: "dumb" }, undefined, false],
    ["--no-color", true, { FORCE_COLOR: "1" }, false, false],
    ["--color", false, { NO_COLOR: "1" }, true, true],
  ])("%s", (_what, isTTY, env, wanted, color) => {
    expect(createStream(stream(isTTY), { env, wanted }).color).toBe(color);
  });
});

describe("columns", () => {
  test.each([
    [true, 40, 40],
    [true, 0, 100],
    [false, 40, 100],
  ])("terminal %s of %i: %i", (isTTY, columns, expected) => {
    expect(createStream(stream(isTTY, columns), { env: {}, wanted: undefined }).columns).toBe(expected);
  });
});

test("a reader that goes away ends the output, not the run", async () => {
  const target = stream(false);
  const out = createStream(target, { env: {}, wanted: undefined });
  target.destroy(new Error("EPIPE"));
  await new Promise((resolve) => target.once("close", resolve));
  expect(() => out.write("more")).not.toThrow();
});
