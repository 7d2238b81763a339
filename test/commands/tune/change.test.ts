import { expect, test } from "vitest";
import { applyChange, checkConsent } from "../../../src/commands/tune/change.ts";
import { tuneInput } from "../../../src/commands/tune/index.ts";
import { runCli, testWorld } from "../../support/world.ts";

const lint = (failed: boolean) => ({ counts: { error: failed ? 1 : 0, warning: 0, info: 0 }, findings: [], failed });
const migration = { files: ["migrations/1_add_indexes.sql"], up: ["CREATE INDEX x"], down: [], lint: lint(false) };
// Nobody listens there: what asks the database fails.
const database = { url: "postgres://127.0.0.1:1/none", name: "none" };
const input = (flags: object) => tuneInput.parse({ targets: ["/"], ...flags });

test.each([
  ["nothing was asked for", {}, migration, "not-asked"],
  ["lint has found an error", { apply: true, yes: true }, { ...migration, lint: lint(true) }, "refused-by-lint"],
  ["the answer is no", { apply: true }, migration, "declined"],
] as const)("not applied: %s", async (_name, flags, change, state) => {
  const world = await testWorld([], { answers: [false] });
  expect(await applyChange(world, input(flags), { ...database, migration: change, suggestions: [] })).toMatchObject({
    state,
  });
});

test("without a terminal only --yes and a copy need no question", async () => {
  const world = await testWorld([]);
  expect(() => checkConsent(world, input({ apply: true }))).toThrow(/terminal/);
  for (const flags of [{}, { apply: true, yes: true }, { apply: true, onCopy: true }])
    expect(() => checkConsent(world, input(flags))).not.toThrow();
});

test.each([
  [["/", "--on-copy", "--start", "x"], 2, "--schema"],
  [["/", "--on-copy", "--schema", "schema.sql"], 2, "--start"],
  [["/"], 2, "--connection"],
  [["/", "--start", "x", "--seed", "rows.sql", "--engine", "system"], 2, "--engine is for a copy"],
  [["/", "--start", "x", "--url", "http://localhost:1"], 2, "give one of them"],
  [["/", "--start", "x", "--listen", "7000"], 2, "--listen is for an API that runs already"],
  [["/", "--url", "http://localhost:1", "--port", "7000"], 2, "--port is that of an API that --start starts"],
  [["/", "--start", "x", "--include-writes"], 2, "--include-writes chooses from an OpenAPI document"],
] as const)("%j is refused", async (words, code, named) => {
  const result = await runCli(["tune", ...words], { env: { DATABASE_URL: undefined } });
  expect(result).toMatchObject({ code, stderr: expect.stringContaining(named) });
});
