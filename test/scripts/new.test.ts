import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { planCommand } from "../../scripts/new/command.ts";
import { NewError, type ReadText } from "../../scripts/new/plan.ts";
import { planRule } from "../../scripts/new/rule.ts";
import { COMING } from "../../src/command/front/index.ts";

const real: ReadText = (path) => {
  try {
    return readFileSync(join(import.meta.dirname, "../..", path), "utf8");
  } catch {
    return undefined;
  }
};

describe("npm run new command", () => {
  const promised = COMING.find(({ flags, format }) => flags === undefined && format === undefined)?.command ?? "";

  test("writes the declaration and its test, and takes the promise back", () => {
    const { created, changed } = planCommand(promised, real);
    const slug = promised.replaceAll(" ", "-");
    expect([...created.keys()]).toEqual([`src/commands/${slug}.ts`, `test/cli/${slug}.test.ts`]);
    expect(changed.get("src/command/front/coming.ts")).not.toContain(`command: "${promised}", what:`);
  });

  test.each(["decide", "DB Explain", "../x", "db  explain", ""])("refuses %j", (name) => {
    expect(() => planCommand(name, real)).toThrow(NewError);
  });
});

describe("npm run new rule", () => {
  test("writes rule and test, and adds it to list and pages", () => {
    const { created, changed } = planRule("zebra-stripes", real);
    expect([...created.keys()]).toEqual([
      "src/advice/rules/zebra-stripes.ts",
      "test/advice/rules/zebra-stripes.test.ts",
    ]);
    expect(changed.get("src/advice/rules.ts")).toContain('import { zebraStripes } from "./rules/zebra-stripes.ts";');
    expect(changed.get("src/advice/rules.ts")).toMatch(
      /rules: readonly Rule\[\] = \[cacheHitLow, .*fkUnindexed, .*zebraStripes\];/,
    );
    expect(changed.get("src/report/findings/advice.ts")).toContain('code: "zebra-stripes"');
  });

  test.each(["fk-unindexed", "One-Two", "single", "../a-b"])("refuses %j", (code) => {
    expect(() => planRule(code, real)).toThrow(NewError);
  });
});
