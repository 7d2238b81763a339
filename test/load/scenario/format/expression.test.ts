import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeTemplate, readTemplate } from "../../../../src/load/scenario/format/expression.ts";

const name = (text: string) => ({ expression: { kind: "name", name: text }, source: text });

describe("a template", () => {
  it.each<readonly [string, unknown]>([
    ["", []],
    ["plain $ {x} $x", ["plain $ {x} $x"]],
    ["/a/${id}/b", ["/a/", name("id"), "/b"]],
    ["${ a.b-c }", [name("a.b-c")]],
    ["${a}${b}", [name("a"), name("b")]],
    ["$${a}", ["${a}"]],
    ["$$${a}", ["$${a}"]],
    [
      "${pick('a', \"b\", 3, -1.5, true, x)}",
      [
        {
          source: "pick('a', \"b\", 3, -1.5, true, x)",
          expression: {
            kind: "call",
            name: "pick",
            inputs: [
              { kind: "literal", value: "a" },
              { kind: "literal", value: "b" },
              { kind: "literal", value: 3 },
              { kind: "literal", value: -1.5 },
              { kind: "literal", value: true },
              { kind: "name", name: "x" },
            ],
          },
        },
      ],
    ],
    ["${uuid()}", [{ source: "uuid()", expression: { kind: "call", name: "uuid", inputs: [] } }]],
    ["${'}'}", [{ source: "'}'", expression: { kind: "literal", value: "}" } }]],
  ])("%s", (text, pieces) => {
    expect(readTemplate(text)).toEqual(pieces);
  });

  it.each(["${", "${a", "${}", "${a b}", "${f(}", "${f(g())}", "${1a}", "${a+b}"])("%s is none", (text) => {
    expect(readTemplate(text)).toHaveProperty("problem");
  });

  it("of an escaped text is that text", () => {
    const tricky = fc.string({ unit: fc.constantFrom("$", "{", "}", "a", "\\", "\n") });
    fc.assert(
      fc.property(fc.oneof(tricky, fc.string()), (text) => {
        const read = readTemplate(escapeTemplate(text));
        expect("problem" in read ? read : read.map(String).join("")).toBe(text);
      }),
    );
  });
});
