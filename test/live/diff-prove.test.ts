import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Session } from "../../src/catalog/index.ts";
import { readSchema, type SchemaModel } from "../../src/catalog/schema/index.ts";
import { measurePlan, planBetween, prove } from "../../src/diff/index.ts";
import { open, type Server, startServer } from "./analyze-support.ts";
import { diffCases } from "./diff-cases.ts";

describe("old + up = new, planning again finds nothing, up + down = old", () => {
  let server: Server;
  let number = 0;

  beforeAll(async () => {
    server = await startServer({});
  });
  afterAll(async () => await server?.[Symbol.asyncDispose]());

  const urls = new Map<string, string>();
  const fresh = async (): Promise<Session> => {
    const name = `diff_${(number += 1)}`;
    urls.set(name, await server.createDatabase(name));
    return await reopen(name);
  };
  const reopen = (name: string): Promise<Session> => open(urls.get(name) ?? "");
  const load = async (sql: string): Promise<SchemaModel> => {
    await using session = await fresh();
    await session.script(sql);
    return await readSchema(session);
  };

  test.each(diffCases)("$name", async ({ old, next, has = [], lacks = [], isSplit = true }) => {
    const [current, desired] = [await load(old), await load(next)];
    await using shadow = await fresh();
    const { batches, refused } = planBetween(current, desired, { role: shadow.user });
    const statements = batches.flatMap(({ steps }) => steps.map(({ sql }) => sql)).join(";\n");
    expect(refused).toEqual([]);
    for (const text of has) expect(statements).toContain(text);
    for (const text of lacks) expect(statements).not.toContain(text);
    if (old === next) expect(statements).toBe("");
    const proof = await prove(shadow, { current, desired, renames: [], isSplit });
    if (proof.state === "failed") throw new Error(`${proof.stage}: ${proof.detail}`);
    expect(proof.downs).toHaveLength(isSplit ? Math.max(1, proof.up.batches.length) : 1);
    const measured = await measurePlan(
      { runner: shadow, openWatcher: () => reopen(shadow.database) },
      { current, desired, ...proof },
    );
    expect(measured).toMatchObject({ lost: [], unmeasured: null });
  });

  test("rows that go without a word are found", async () => {
    const [current, desired] = [await load("create table t (a int, b text)"), await load("create table t (a int)")];
    await using shadow = await fresh();
    const proof = await prove(shadow, { current, desired, renames: [] });
    if (proof.state === "failed") throw new Error(proof.detail);
    const silent = {
      ...proof.up,
      batches: proof.up.batches.map((batch) => ({
        ...batch,
        steps: batch.steps.map((step) => ({ ...step, hazards: [] })),
      })),
    };
    const sessions = { runner: shadow, openWatcher: () => reopen(shadow.database) };
    const { lost } = await measurePlan(sessions, { current, desired, up: silent, downs: proof.downs });
    expect(lost).toEqual(["3 of our rows in public.t by ALTER TABLE public.t DROP COLUMN b"]);
  });

  test("the same plan whatever the order of the file", async () => {
    const tables = ["create table a (x int)", "create table b (y int)", "create view v as select 1 as one"];
    const plans = [tables, tables.toReversed()].map(async (some) => {
      const desired = await load(some.join(";"));
      return planBetween(await load(""), desired, { role: "postgres" }).batches;
    });
    const [one, other] = await Promise.all(plans);
    expect(one).toEqual(other);
  });
});
