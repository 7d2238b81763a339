import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import { call, type CallPlan } from "../../templates/scaffold/common/middleware/runtime/call.ts";

const plan: CallPlan = { id: "one", method: "GET", path: "/one", parameters: [], types: [], answers: ["200"] };
const listeners = (signal: AbortSignal): number => getEventListeners(signal, "abort").length;
const calling = (signal: AbortSignal, answer: () => Response | Promise<Response>): Promise<unknown> =>
  call(plan, "http://localhost", {}, { signal, fetch: async () => await answer() });
const json = (status = 200): Response => Response.json({ ok: true }, { status });

describe("a signal that lives longer than the calls it is handed to", () => {
  test.each<readonly [string, () => Response | Promise<Response>]>([
    ["an answer", () => json()],
    ["an answer that is not declared", () => json(418)],
    ["a body that is no JSON", () => new Response("{", { headers: { "content-type": "application/json" } })],
    ["no answer", () => Promise.reject(new TypeError("fetch failed"))],
  ])("keeps nothing of a call that ended with %s", async (_, answer) => {
    const { signal } = new AbortController();
    await calling(signal, answer).catch(() => undefined);
    expect(listeners(signal)).toBe(0);
  });

  test("ends a stream as long as it is read, and keeps nothing of it afterwards", async () => {
    const lines = (): Response =>
      new Response('{"n":1}\n{"n":2}\n', { headers: { "content-type": "application/jsonl" } });
    const { signal } = new AbortController();
    const { body } = (await calling(signal, lines)) as { readonly body: AsyncIterable<unknown> };
    expect(listeners(signal)).toBe(1);
    const items: unknown[] = [];
    for await (const item of body) items.push(item);
    expect([items, listeners(signal)]).toEqual([[{ n: 1 }, { n: 2 }], 0]);
  });
});
