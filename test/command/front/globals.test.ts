import { describe, expect, test } from "vitest";
import { readGlobals } from "../../../src/command/front/index.ts";

describe("readGlobals", () => {
  test("takes its flags from anywhere and leaves the rest in order", () => {
    const globals = readGlobals(["load", "--json", "http://localhost/", "--save", "a.json", "--concurrency", "5"]);
    expect(globals).toMatchObject({
      format: "json",
      save: "a.json",
      words: ["load", "http://localhost/", "--concurrency", "5"],
    });
  });

  test.each([
    [["--format=html"], { format: "html" }],
    [["--no-color"], { color: false }],
    [["-h"], { help: true }],
    [["-V"], { version: true }],
    [["--quiet"], { quiet: true }],
  ])("reads %j", (argv, expected) => {
    expect(readGlobals(argv)).toMatchObject(expected);
  });

  test("leaves everything behind -- alone", () => {
    expect(readGlobals(["a", "--", "--json"])).toMatchObject({ format: undefined, words: ["a", "--", "--json"] });
  });

  test("a flag without its value is an error", () => {
    expect(() => readGlobals(["load", "--save"])).toThrow("--save needs a value");
  });
});
