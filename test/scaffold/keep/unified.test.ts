import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { unifiedDiff } from "../../../src/scaffold/index.ts";

/** What `patch` does, for a diff of one file. */
function patched(before: string, diff: string): string {
  const old = before === "" ? [] : before.replace(/\n$/, "").split("\n");
  const out: string[] = [];
  let at = 0;
  for (const line of diff.split("\n").slice(2, -1)) {
    const head = /^@@ -(\d+)(?:,(\d+))? /.exec(line);
    if (head !== null) {
      const start = Number(head[1]) - (head[2] === "0" ? 0 : 1);
      out.push(...old.slice(at, start));
      at = start;
    } else if (line.startsWith("+")) out.push(line.slice(1));
    else if (!line.startsWith("\\")) {
      expect(old[at]).toBe(line.slice(1));
      if (line.startsWith(" ")) out.push(line.slice(1));
      at += 1;
    }
  }
  const lines = [...out, ...old.slice(at)];
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
}

describe("a unified diff", () => {
  test("leads from the one text to the other", () => {
    const text = fc
      .array(fc.constantFrom("a", "b", "{", "}", "-x", "+y"), { maxLength: 40 })
      .map((lines) => lines.map((one) => `${one}\n`).join(""));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const diff = unifiedDiff({ path: "a.ts", before, after });
        if (before === after) expect(diff).toBe("");
        else expect(patched(before, diff)).toBe(after);
      }),
    );
  });

  test("names a file that is new or goes, and a missing last line end", () => {
    expect(unifiedDiff({ path: "a.ts", before: undefined, after: "1\n" })).toBe(
      "--- /dev/null\n+++ b/a.ts\n@@ -0,0 +1 @@\n+1\n",
    );
    expect(unifiedDiff({ path: "a.ts", before: "1\n", after: undefined })).toBe(
      "--- a/a.ts\n+++ /dev/null\n@@ -1 +0,0 @@\n-1\n",
    );
    expect(unifiedDiff({ path: "a.ts", before: "1", after: "1\n" })).toBe(
      "--- a/a.ts\n+++ b/a.ts\n@@ -1 +1 @@\n-1\n\\ No newline at end of file\n+1\n",
    );
  });

  test("does not count line ends", () => {
    expect(unifiedDiff({ path: "a.ts", before: "1\r\n", after: "1\n" })).toBe("");
  });
});
