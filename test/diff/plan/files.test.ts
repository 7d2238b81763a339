import { describe, expect, test } from "vitest";
import { fileText } from "../../../src/diff/plan/files.ts";
import type { Step } from "../../../src/diff/plan/step.ts";

const step = (sql: string, hazards: Step["hazards"] = []): Step => ({
  sql,
  transactional: true,
  creates: [],
  drops: [],
  changes: [],
  needs: [],
  hazards,
  note: null,
});

describe("the text of a migration", () => {
  test("limits stand in front of what runs under them, hazards above it", () => {
    const hazards = [{ code: "data-loss", what: "the rows of table public.old" }] as const;
    const steps = [step("DROP TABLE public.old", hazards), step("ALTER TABLE public.a VALIDATE CONSTRAINT b")];
    expect(fileText({ transactional: true, steps }, ["20240115_change"]).split("\n")).toEqual([
      "-- 20240115_change",
      "",
      "SET lock_timeout = '5s';",
      "SET statement_timeout = '1min';",
      "-- data loss: the rows of table public.old",
      "DROP TABLE public.old;",
      "",
      "SET lock_timeout = '5s';",
      "SET statement_timeout = '0';",
      "ALTER TABLE public.a VALIDATE CONSTRAINT b;",
      "",
      "RESET lock_timeout;",
      "RESET statement_timeout;",
      "",
    ]);
  });
  test("a name with a line break cannot leave its comment", () => {
    const hazards = [{ code: "data-loss", what: "table x\nDROP TABLE y; --" }] as const;
    const text = fileText({ transactional: true, steps: [step("SELECT 1", hazards)] }, ["a\nDROP TABLE z;"]);
    expect(text.split("\n").filter((line) => line.startsWith("DROP"))).toEqual([]);
  });
});
