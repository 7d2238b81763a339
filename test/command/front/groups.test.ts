import { describe, expect, test } from "vitest";
import { groupHelp, groupOf } from "../../../src/command/front/index.ts";

const summary = "Does it";
const commands = ["db analyze", "db create", "decide", "decide profile new"].map((name) => ({ name, summary }));

describe("words that begin commands", () => {
  test.each([
    [["db"], "db"],
    [["db", "--json"], "db"],
    [["db", "nonsense"], "db"],
    [["decide", "profile"], "decide profile"],
    [["decide", "profile", "old"], "decide profile"],
    [["decide"], undefined],
    [["decide", "--sample"], undefined],
    [["db", "create", "x"], undefined],
    [["nonsense"], undefined],
    [["--json", "db"], undefined],
    [[], undefined],
  ])("%j: %s", (words, group) => {
    expect(groupOf(words, commands)?.words).toBe(group);
  });

  test("its page lists what may follow", () => {
    const group = groupOf(["db"], commands);
    expect(group && groupHelp(group)).toBe(
      "Usage: backwright db <command> [flags]\n\nCommands:\n  db analyze  Does it\n  db create   Does it\n\n" +
        "More: backwright db <command> --help\n",
    );
  });
});
