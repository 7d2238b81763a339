import { describe, expect, test } from "vitest";
import { commandWords } from "../../../src/commands/tune/words.ts";

describe("the words of --start", () => {
  test.each([
    ["npm start", ["npm", "start"]],
    [`  node "my server.js"  --x=1 `, ["node", "my server.js", "--x=1"]],
    [`node -e 'a b' ""`, ["node", "-e", "a b", ""]],
    [`a\\ b "say \\"hi\\""`, ["a b", `say "hi"`]],
    [`a"b c"d`, ["ab cd"]],
  ])("%s", (line, words) => {
    expect(commandWords(line)).toEqual(words);
  });

  test.each(["", "   ", `node "server.js`, "node 'x"])("%s names none", (line) => {
    expect(() => commandWords(line)).toThrow(/--start/);
  });
});
