import { join } from "node:path";
import { expect, it } from "vitest";
import { openSamples } from "../../../src/commands/load/samples.ts";
import { temporaryFolder, testWorld } from "../../support/world.ts";

const sample = { route: "GET /", atMs: 0, latencyMs: 1, successful: true, status: 200 };

it.each([
  ["nothing is missing", 2, 0, null],
  ["nothing is missing though a thread died", 2, 1, null],
  ["the disk was slow", 1_502, 0, "1,500 requests are not in it: the disk was too slow for them."],
  ["a thread died", 902, 1, "900 requests are not in it: a thread of the load generator died with them."],
  ["two did", 1_902, 2, "1,900 requests are not in it: 2 threads of the load generator died with them."],
  [
    "more are missing than a thread can take along",
    5_002,
    1,
    "5,000 requests are not in it: a thread of the load generator died with them, or the disk was too slow for them.",
  ],
])("a file of samples says why it is not complete: %s", async (_, finished, lostThreads, problem) => {
  await using folder = await temporaryFolder();
  const to = join(folder.path, "samples.jsonl");
  const file = await openSamples(to, await testWorld([]));
  await file.take([sample, sample]);
  expect(await file.close(finished, lostThreads)).toEqual({ what: "samples", to, count: 2, problem });
});
