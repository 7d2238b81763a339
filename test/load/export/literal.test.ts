import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pythonLiteral } from "../../../src/load/export/index.ts";
import { pythonComment } from "../../../src/load/export/locust/literal.ts";

const python = spawnSync("python3", ["--version"]).status === 0;

describe("a value as Python source", () => {
  it("is one line of printable ASCII, whatever the text", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string({ unit: "binary" }), (value, text) => {
        expect(pythonLiteral(JSON.parse(JSON.stringify([value, text])))).toMatch(/^[\u0020-\u007E]*$/);
        expect(pythonComment(text)).toMatch(/^#[\u0020-\u007E]*$/);
      }),
    );
  });

  it.skipIf(!python)("is read back by Python as the same value (python3 on PATH)", () => {
    const values: unknown[] = fc.sample(fc.tuple(fc.jsonValue(), fc.string({ unit: "grapheme" })), 200);
    const known: unknown = JSON.parse(JSON.stringify(["'\"\\\n\r\u2028\u0000${x}`", "😀", -0, 1e-7, 1e21, ...values]));
    const source = pythonLiteral(JSON.parse(JSON.stringify(known)));
    const script = `import json\nprint(json.dumps(${source}))\n`;
    const { stdout, stderr } = spawnSync("python3", ["-"], { input: script, encoding: "utf8" });
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual(known);
  });
});
