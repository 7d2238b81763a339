import { describe, expect, test } from "vitest";
import { code, empty, ident, lines, literal, print, objectOf } from "../../src/typescript/index.ts";

describe("code", () => {
  test("removes the template's own indentation", () => {
    const text = print(code`
      if (${ident("limit")} > ${literal(5)}) {
        stop();
      }
    `);
    expect(text).toBe("if (limit > 5) {\n  stop();\n}");
  });

  test("indents what stands in a hole like the hole's line", () => {
    const inner = code`
      one();
      two();
    `;
    const text = print(code`
      run(() => {
        ${[inner, code`three();`]}
      });
    `);
    expect(text).toBe("run(() => {\n  one();\n  two();\n  three();\n});");
  });

  test.each([
    ["in the middle", code`a\n${[]}\nb`, "a\nb"],
    ["at the start", code`${empty}\na`, "a"],
    ["at the end", code`a\n${[]}`, "a"],
    ["two in a row", code`a\n${[]}\n${empty}\nb`, "a\nb"],
    ["beside code it leaves no trace", code`a${empty}b`, "ab"],
  ])("an empty hole on its own line takes the line away: %s", (_, fragment, expected) => {
    expect(print(fragment)).toBe(expected);
  });

  test("lines skips what is empty", () => {
    expect(print(lines([code`a`, empty, code`b`]))).toBe("a\nb");
  });

  test("no text of a stranger is taken for code", () => {
    expect(() => ident("x; process.exit()")).toThrow(/is no identifier/);
    expect(() => ident("await")).toThrow(/is no identifier/);
  });
});

describe("print", () => {
  const wide = ["first", "second"].map((name) => code`${ident(name)}: ${literal("x".repeat(60))}`);

  test("keeps a list on one line where it fits", () => {
    expect(print(objectOf([code`a: 1`, code`b: 2`]))).toBe("{ a: 1, b: 2 }");
  });

  test("breaks a list that does not fit into 120 columns", () => {
    expect(
      print(code`const a = ${objectOf(wide)};`)
        .split("\n")
        .map((line) => line.slice(0, 10)),
    ).toEqual(["const a = ", '  first: "', "  second: ", "};"]);
  });
});
