import { describe, expect, test } from "vitest";
import { readGlobals, wantsJson } from "../../../src/command/front/index.ts";

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

  test.each([
    [["load", "--save"], "--save needs a value."],
    [["load", "--save", ""], "--save needs a value."],
    [["load", "--format="], "--format needs a value."],
    [["load", "--save", "--json"], "--save needs a value, and --json reads as a flag"],
    [["load", "--json=true"], "--json takes no value."],
    [["load", "--quiet=1"], "--quiet takes no value."],
  ])("%j cannot be used", (argv, complaint) => {
    expect(() => readGlobals(argv)).toThrow(complaint);
  });
});

describe("wantsJson", () => {
  test.each([
    [["load", "--save", "--json"], true],
    [["load", "--format", "json"], true],
    [["load", "--format=json", "--save"], true],
    [["json", "load"], false],
    [["load", "--", "--json"], false],
    [["load", "--format", "json", "--format", "text"], false],
  ])("%j asks for JSON: %s", (argv, answer) => {
    expect(wantsJson(argv)).toBe(answer);
  });
});
