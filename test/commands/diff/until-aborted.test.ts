import { expect, test } from "vitest";
import { untilAborted } from "../../../src/commands/diff/until-aborted.ts";

const never = new Promise<never>(() => undefined);

test("what comes first counts", async () => {
  const stop = new AbortController();
  expect(await untilAborted(stop.signal, Promise.resolve(1))).toBe(1);
  const waiting = untilAborted(stop.signal, never);
  stop.abort(new Error("SIGINT"));
  await expect(waiting).rejects.toThrow("SIGINT");
  await expect(untilAborted(stop.signal, Promise.reject(new Error("late")))).rejects.toThrow("SIGINT");
});
