import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FRAMEWORKS } from "../scaffold/generated.ts";
import {
  hostileGround,
  misdeeds,
  misdeedsOfCode,
  scaffoldHostile,
  type Ended,
  type HostileRun,
} from "../support/hostile-specification.ts";
import { temporaryFolder } from "../support/world.ts";
import { carrierCases } from "./hostile-carriers.ts";
import { hostileCases } from "./hostile-cases.ts";
import { placeCases } from "./hostile-places.ts";

// Every third document on one framework each; bench/hostile.ts has all of them on all three.
const cases = [...hostileCases, ...placeCases, ...carrierCases];
const sample = cases
  .filter((_, at) => at % 3 === 0)
  .map((hostile, at): HostileRun => ({ hostile, framework: FRAMEWORKS[at % 3] ?? "express", home: `case${at}` }));
// Express's own types follow a path to its end.
const paths = cases
  .filter(({ name }) => name === "a path of 60 values")
  .map((hostile): HostileRun => ({ hostile, framework: "express", home: "values" }));
const runs = [...sample, ...paths];

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const ended = new Map<HostileRun, Ended>();

beforeAll(async () => {
  folder = await temporaryFolder("hostile");
  await hostileGround(folder.path);
  const waiting = [...runs];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      ended.set(next, await scaffoldHostile(folder.path, next));
  };
  await Promise.all([worker(), worker()]);
}, 300_000);

afterAll(() => folder[Symbol.asyncDispose]());

describe("scaffolding a hostile specification", () => {
  test.each(runs.map((one) => [one.hostile.name.slice(0, 90), one.framework, one] as const))(
    "%s, for %s",
    async (_, __, one) => {
      expect(await misdeeds(folder.path, one, ended.get(one) ?? { code: null, said: "" })).toEqual([]);
    },
  );
});

describe("what was generated from them", () => {
  test("type-checks, boots, executes nothing of the documents, and takes hostile requests", async () => {
    expect(await misdeedsOfCode(folder.path, runs)).toEqual([]);
  }, 300_000);
});
