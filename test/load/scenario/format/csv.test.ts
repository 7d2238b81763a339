import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCsv } from "../../../../src/load/scenario/format/csv.ts";

const quoted = (field: string): string => `"${field.replaceAll('"', '""')}"`;

describe("CSV", () => {
  it.each<readonly [string, readonly (readonly string[])[]]>([
    [
      "a,b\n1,2\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "a,b\r\n1,\r\n",
      [
        ["a", "b"],
        ["1", ""],
      ],
    ],
    ['"a ""b""","c\nd"', [['a "b"', "c\nd"]]],
    ["\uFEFFa\n\n1", [["a"], ["1"]]],
    ["a,", [["a", ""]]],
    ["", []],
  ])("%j", (text, rows) => {
    expect(readCsv(text, ",")).toEqual({ rows });
  });

  it.each(['"a', '"a"b', '"a" ,b'])("%j is none", (text) => {
    expect(readCsv(text, ",")).toMatchObject({ line: 1 });
  });

  it("reads back what was written", () => {
    const row = fc.array(fc.string(), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(row), fc.constantFrom(",", ";", "\t"), (rows, delimiter) => {
        const text = rows.map((fields) => fields.map(quoted).join(delimiter)).join("\r\n");
        expect(readCsv(text, delimiter)).toEqual({ rows });
      }),
    );
  });
});
