import { expect, test } from "vitest";
import { seePlans } from "../../../src/commands/advise/see-plans.ts";
import { testWorld } from "../../support/world.ts";

const database = {
  kind: "database",
  database: "shop",
  where: "localhost",
  user: "me",
  serverVersion: "18.4",
  files: [],
  refused: [],
} as const;
const suggestion = {
  kind: "add-index",
  schema: "public",
  table: "orders",
  columns: ["user_id"],
  up: ["CREATE INDEX x;"],
  down: ["DROP INDEX x;"],
  index: null,
  findings: [],
} as const;
// Nobody listens there.
const opened = { source: database, url: "postgres://127.0.0.1:1/none", suggestions: [suggestion] };
const NOTHING = { engine: null, indexes: [], problem: null };

test.each([
  [[], undefined, null],
  [["--format", "json"], undefined, null],
  [["--format", "html"], false, null],
  [["--save", "report.json"], undefined, null],
  [["--save"], undefined, null],
  [["--format", "html"], undefined, NOTHING],
  [["--format=html"], undefined, NOTHING],
  [["--save", "report.HTML"], undefined, NOTHING],
  [["--save=a.htm"], undefined, NOTHING],
  [[], true, NOTHING],
] as const)("%j with --plans %s and nothing suggested", async (words, plans, told) => {
  const world = await testWorld(["db", "analyze", ...words]);
  expect(await seePlans(world, { plans, timeout: 1_000 }, { ...opened, suggestions: [] })).toEqual(told);
});

test("files have no statistics: --plans is refused for them, a page goes without", async () => {
  const source = { ...database, kind: "files" } as const;
  const world = await testWorld(["db", "analyze", "schema.sql", "--format", "html"]);
  await expect(seePlans(world, { plans: true, timeout: 1_000 }, { ...opened, source })).rejects.toThrow("--connection");
  expect(await seePlans(world, { timeout: 1_000 }, { ...opened, source })).toBeNull();
});

test("what cannot be asked is told in place of plans; an interruption is one", async () => {
  const world = await testWorld(["db", "analyze"]);
  const told = await seePlans(world, { plans: true, timeout: 1_000 }, opened);
  expect(told).toMatchObject({ engine: null, indexes: [] });
  expect(told?.problem).toContain("127.0.0.1");
  const aborted = await testWorld(["db", "analyze"], { signal: AbortSignal.abort() });
  await expect(seePlans(aborted, { plans: true, timeout: 1_000 }, opened)).rejects.toMatchObject({
    code: expect.any(String),
  });
});
