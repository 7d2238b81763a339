import { describe, expect, test } from "vitest";
import { PROMISED } from "../promises/lines.ts";
import { runCli } from "../support/world.ts";

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

  test.each([
    [["--nonsense"], "no-command", 'A command comes first, and "--nonsense" is none.'],
    [[""], "no-command", 'A command comes first, and "" is none.'],
    [["--json"], "no-command", "No command was named."],
    [
      ["db"],
      "command-incomplete",
      '"backwright db" needs one word more: analyze, baseline, create, diagram, diff, dump, explain, lint,',
    ],
    [["db", "--json"], "command-incomplete", '"backwright db" needs one word more'],
    [["decide", "profile"], "command-incomplete", '"backwright decide profile" needs one word more: new.'],
    [["decide", "profile", "nw"], "unknown-command", 'There is no command "decide profile nw".'],
    [["db", "foo"], "unknown-command", 'There is no command "db foo".'],
    [["doctor", "--save"], "bad-input", "--save needs a value."],
    [["doctor", "extra"], "bad-input", "doctor has no place for the word extra."],
    [["completion"], "bad-input", "<shell> is missing: bash, zsh, fish, powershell."],
  ])("%j is refused, and with --json by one document", async (words, code, message) => {
    const { stdout, stderr, ...result } = await runCli([...words.slice(0, 1), "--json", ...words.slice(1)]);
    expect({ ...result, stderr }).toEqual({ code: 2, stderr: "" });
    const { error } = JSON.parse(stdout);
    expect(error).toMatchObject({ code, message: expect.stringContaining(message), exitCode: 2 });
  });

  test.each([[["db", "--help"]], [["decide", "profile", "-h"]]])("%j lists a group", async (words) => {
    expect(await runCli(words)).toMatchObject({ code: 0, stderr: "", stdout: expect.stringContaining("Commands:") });
  });

  test.each([
    [["--version", "--json"], { version: expect.stringMatching(/^backwright \d/) }],
    [["--help", "--json"], { help: expect.stringContaining("Usage: backwright") }],
    [["db", "--help", "--json"], { help: expect.stringContaining("Usage: backwright db") }],
    [["load", "--help", "--json"], { help: expect.stringContaining("Usage: backwright load") }],
  ])("%j is one document", async (words, page) => {
    const { code, stdout } = await runCli(words);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(page);
  });

  test("--json makes a failure a document on stdout", async () => {
    const { code, stdout, stderr } = await runCli(["nonsense", "--json"]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({
      error: { code: "unknown-command", exitCode: 2, hint: expect.any(String), message: expect.any(String) },
    });
  });

  test("a promised command that is not built says what is coming", async () => {
    expect(await runCli(["spec", "diff", "old.yaml", "new.yaml"])).toMatchObject({
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
});
