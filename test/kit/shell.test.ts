import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shellLine } from "../../src/kit/index.ts";

describe("words for a shell", () => {
  it.each([
    [["load", "http://localhost/", "--rate=5"], "linux", "load http://localhost/ --rate=5"],
    [["http://e/?a=1&b=2", "it's"], "linux", String.raw`'http://e/?a=1&b=2' 'it'\''s'`],
    [["", "a b"], "darwin", "'' 'a b'"],
    [['{"a": 1}', String.raw`C:\x y` + "\\"], "win32", String.raw`"{\"a\": 1}" "C:\x y\\"`],
  ])("%j on %s", (words, platform, line) => {
    expect(shellLine(words, platform)).toBe(line);
  });

  it.skipIf(process.platform === "win32")("are read back by one as they were", () => {
    const word = fc.string({
      unit: fc.constantFrom("a", "'", '"', "\\", "$", "`", " ", "\n", "*", "!", "é", "-", "#"),
    });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 4 }), (words) => {
        const program = "process.stdout.write(JSON.stringify(process.argv.slice(1)))";
        const line = shellLine([process.execPath, "-e", program, "--", ...words], "linux");
        expect(JSON.parse(execFileSync("/bin/sh", ["-c", line], { encoding: "utf8" }))).toEqual(words);
      }),
      { numRuns: 8 },
    );
  });
});
