import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compileScenario, readScenarioFile } from "../../src/load/scenario/format/index.ts";
import { fencesOf } from "./support/documents.ts";

const root = join(import.meta.dirname, "..", "..");
const fences = await fencesOf(root, "docs/scenarios.md", ["yaml"]);
const wire = {
  prefix: "",
  basePath: "",
  origin: "http://localhost",
  authority: "localhost",
  keepsAlive: true,
  headers: [],
};
const files = new Map([["accounts.csv", Buffer.from("email,password\nada@example.com,x\n")]]);

describe("every scenario in docs/scenarios.md is one", () => {
  it("there are some", () => {
    expect(fences.length).toBeGreaterThan(4);
  });

  it.each(fences.map((fence) => [fence.line, fence.text] as const))("line %i", (line, text) => {
    const read = readScenarioFile(`docs/scenarios.md+${line}`, text);
    const { warnings } = compileScenario(read, { wire, env: { CLIENT_SECRET: "x" }, files });
    expect(warnings).toEqual([]);
  });
});
