import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mergeFile, mergeText } from "../../../src/scaffold/index.ts";

const line = fc.constantFrom("a", "b", "c", "}", "  x", "");
const text = fc.array(line, { maxLength: 20 }).map((lines) => lines.join("\n"));

describe("a merge by lines", () => {
  test("of one side only is that side", () => {
    fc.assert(
      fc.property(text, text, (base, other) => {
        expect(mergeText({ base, yours: other, next: base })).toEqual({ kind: "merged", text: other });
        expect(mergeText({ base, yours: base, next: other })).toEqual({ kind: "merged", text: other });
        expect(mergeText({ base, yours: other, next: other })).toEqual({ kind: "merged", text: other });
      }),
    );
  });

  test("never loses a line that one side adds", () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (base, first, second) => {
        const insert = (words: string, at: number): string => {
          const lines = base.split("\n");
          return lines.toSpliced(at % (lines.length + 1), 0, words).join("\n");
        };
        const merge = mergeText({ base, yours: insert("MINE", first), next: insert("NEXT", second) });
        if (merge.kind === "conflict") return;
        expect(merge.text.split("\n").filter((one) => one === "MINE" || one === "NEXT")).toHaveLength(2);
      }),
    );
  });

  test.each([
    ["lines that touch", "1\n2\n3\n", "1\nmine\n3\n", "1\n2\nnext\n", "1\nmine\nnext\n"],
    [
      "declarations added at one place",
      "1\n",
      "1\nconst mine = 1;\n",
      "1\nconst next = 2;\n",
      "1\nconst next = 2;\nconst mine = 1;\n",
    ],
  ])("keeps both of %s", (_, base, yours, next, merged) => {
    expect(mergeText({ base, yours, next })).toEqual({ kind: "merged", text: merged });
  });

  test.each([
    ["the same line", "1\n2\n3\n", "1\nmine\n3\n", "1\nnext\n3\n", 2],
    ["a line that goes", "1\n2\n3\n", "1\nmine\n3\n", "1\n3\n", 2],
    ["members added at one place", "a = {\n};\n", "a = {\n  mine,\n};\n", "a = {\n  next,\n};\n", 2],
  ])("refuses %s", (_, base, yours, next, at) => {
    expect(mergeText({ base, yours, next })).toMatchObject({ kind: "conflict", conflicts: [{ line: at }] });
  });
});

describe("a merge of modules", () => {
  const base = 'export const a = { b: "1" };\n\n/** Two. */\nexport function two() {\n  return 2;\n}\n';
  const formatted = "export const a = {\n\tb: '1'\n}\n\n/**\n * Two.\n */\nexport function two() {\n\treturn 2\n}\n";

  test("takes what the document changes into a file that was formatted", () => {
    const next = base.replace('"1"', '"9"');
    expect(mergeFile({ base, yours: formatted, next })).toEqual({
      kind: "merged",
      text: `export const a = { b: "9" };${formatted.slice(formatted.indexOf("\n\n/**"))}`,
    });
  });

  test("keeps an edit beside it", () => {
    const yours = formatted.replace("return 2", "return 3");
    const merge = mergeFile({ base, yours, next: base.replace('"1"', '"9"') });
    expect(merge).toMatchObject({ kind: "merged", text: expect.stringContaining("return 3") });
    expect(merge).toMatchObject({ text: expect.stringContaining('"9"') });
  });

  test("refuses a result that declares a name twice", () => {
    const merge = mergeFile({ base: "f();\n", yours: "f();\nconst n = 8;\n", next: "f();\nconst n = 9;\n" });
    expect(merge.kind).toBe("conflict");
  });
});
