import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { completionScript, SHELLS, type CompletionWords } from "../../../src/command/completion/index.ts";

const flag = (name: string, choices: readonly string[] = [], takesValue = true) => ({
  name,
  takesValue,
  choices,
  description: `It's ${name}: $(touch /nowhere) \`x\` \\ "y"`,
});

const WORDS: CompletionWords = {
  bin: "backwright",
  commands: [
    { name: "db analyze", summary: "Looks", flags: [flag("--connection"), flag("--json", [], false)], places: [] },
    { name: "db create", summary: "Writes", flags: [], places: [] },
    {
      name: "decide",
      summary: "Answers",
      flags: [flag("--tenancy", ["single", "shared"]), flag("--sample", [], false)],
      places: [],
    },
    { name: "decide profile new", summary: "Copies", flags: [flag("--from")], places: [] },
    { name: "completion", summary: "Prints", flags: [], places: ["bash", "zsh"] },
  ],
};

const hasBash = spawnSync("bash", ["--version"]).status === 0;

/** What bash offers at the end of a line whose last word is being typed. */
function offered(words: readonly string[]): readonly string[] {
  const quoted = words.map((word) => `'${word}'`).join(" ");
  const ask = `COMP_WORDS=(${quoted}); COMP_CWORD=${words.length - 1}; _backwright_completion; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr, status } = spawnSync("bash", [
    "--noprofile",
    "--norc",
    "-c",
    `${completionScript("bash", WORDS)}\n${ask}`,
  ]);
  expect({ status, stderr: stderr.toString() }).toEqual({ status: 0, stderr: "" });
  return stdout
    .toString()
    .split("\n")
    .filter((line) => line !== "");
}

describe.skipIf(!hasBash)("bash offers", () => {
  test.each([
    ["the commands", ["backwright", ""], ["completion", "db", "decide"]],
    ["those that begin so", ["backwright", "d"], ["db", "decide"]],
    ["the words below a command", ["backwright", "db", ""], ["analyze", "create"]],
    ["a command's flags", ["backwright", "db", "analyze", "--"], ["--connection", "--json"]],
    ["flags and further words apart", ["backwright", "decide", ""], ["profile"]],
    ["the flags of a command that is longer", ["backwright", "decide", "profile", "new", "-"], ["--from"]],
    ["a flag's choices", ["backwright", "decide", "--tenancy", "s"], ["shared", "single"]],
    ["flags behind a flag's value", ["backwright", "decide", "--tenancy", "shared", "--s"], ["--sample"]],
    ["a place's choices", ["backwright", "completion", ""], ["bash", "zsh"]],
    [
      "nothing of its own for a free value, so that files are offered",
      ["backwright", "db", "analyze", "--connection", ""],
      [],
    ],
    ["nothing behind words that are no command", ["backwright", "nonsense", "db", "-"], []],
  ])("%s", (_, words, expected) => {
    expect(offered(words).toSorted()).toEqual(expected);
  });
});

test.skipIf(!hasBash)("the zsh script is well-formed as far as bash can read it", () => {
  const { stderr, status } = spawnSync("bash", ["-n", "-c", completionScript("zsh", WORDS)]);
  expect({ status, stderr: stderr.toString() }).toEqual({ status: 0, stderr: "" });
});

test.each(SHELLS)("the %s script knows every word, flag and choice", (shell) => {
  const script = completionScript(shell, WORDS);
  for (const word of ["analyze", "profile", "new", "connection", "tenancy", "shared", "zsh"])
    expect(script).toContain(word);
});

test.each([
  ["zsh", String.raw`'--from:It'\''s --from`],
  ["fish", String.raw`-d 'It\'s --from: $(touch /nowhere)`],
] as const)("descriptions are quoted for %s", (shell, quoted) => {
  expect(completionScript(shell, WORDS)).toContain(quoted);
});
