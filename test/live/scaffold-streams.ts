import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { expect, test, vi } from "vitest";

const item = { type: "object", required: ["n"], properties: { n: { type: "integer" } } };
const sequence = (operationId: string, media: string, itemSchema?: object) => ({
  get: {
    operationId,
    responses: { 200: { description: "", content: { [media]: itemSchema === undefined ? {} : { itemSchema } } } },
  },
});

/** Operations that answer items as they come. */
export const streamPaths = {
  "/events": sequence("events", "text/event-stream"),
  "/lines": sequence("lines", "application/jsonl", item),
  "/sequence": sequence("sequence", "application/json-seq"),
  "/endless": sequence("endless", "application/jsonl"),
  "/waiting": sequence("waiting", "text/event-stream"),
  "/late": sequence("late", "text/event-stream"),
};

/** What the handlers below have seen. */
const seen = { made: 0, asked: departure(), left: departure() };

/** A promise of the end of an iterator. */
function departure() {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}

async function* endless() {
  try {
    for (;;) yield { n: (seen.made += 1), text: "x".repeat(1_000) };
  } finally {
    seen.left.resolve();
  }
}

/** Nothing ever comes; who leaves is noticed nevertheless. */
const waiting = () => ({
  [Symbol.asyncIterator]: () => ({
    next: () => new Promise<IteratorResult<unknown>>(() => undefined),
    return: () => {
      seen.left.resolve();
      return Promise.resolve({ done: true as const, value: undefined });
    },
  }),
});

interface Given {
  readonly res?: ServerResponse;
  readonly raw?: ServerResponse;
}

/** Has nothing to send until its client has left. */
async function late(...[request, reply]: readonly Given[]) {
  const response = request?.res ?? reply?.raw;
  seen.asked.resolve();
  if (response !== undefined) await once(response, "close");
  return answered(waiting());
}

async function* events() {
  yield { event: "a\nb", id: "1", data: { n: 1 } };
  yield "two\r\nlines";
  yield { n: 2 };
}

async function* lines(bad: boolean) {
  yield { n: 1 };
  yield { n: bad ? "two" : 2 };
}

const answered = (body: unknown) => ({ status: 200, body });
export const streamHandlers = {
  events: () => answered(events()),
  lines: (...[first]: readonly { readonly headers: Readonly<Record<string, string | undefined>> }[]) =>
    answered(lines(first?.headers["x-bad"] !== undefined)),
  sequence: () => answered(lines(false)),
  endless: () => answered(endless()),
  waiting: () => answered(waiting()),
  late,
};

/** The tests of a server that is listening. */
export function streamTests(urlOf: (path: string) => string): void {
  test.each([
    [
      "/events",
      "text/event-stream; charset=utf-8",
      ':\n\nevent: a b\nid: 1\ndata: {"n":1}\n\ndata: two\ndata: lines\n\ndata: {"n":2}\n\n',
    ],
    ["/lines", "application/jsonl", '{"n":1}\n{"n":2}\n'],
    ["/sequence", "application/json-seq", '\u001e{"n":1}\n\u001e{"n":2}\n'],
  ])("%s are written as their media type says", async (path, type, text) => {
    const answer = await fetch(urlOf(path));
    expect([answer.headers.get("content-type"), await answer.text()]).toEqual([type, text]);
  });

  test("an item that breaks its schema breaks the answer off, and the log says why", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const answer = await fetch(urlOf("/lines"), { headers: { "x-bad": "1" } });
    await expect(answer.text()).rejects.toThrow("terminated");
    log.mockRestore();
  });

  test.each(["/endless", "/waiting"])(
    "%s: nothing is made that nobody reads, and a client that leaves ends it",
    async (path) => {
      seen.made = 0;
      seen.left = departure();
      const leaving = new AbortController();
      const answer = await fetch(urlOf(path), { signal: leaving.signal });
      await answer.body?.getReader().read();
      leaving.abort();
      await seen.left.promise;
      expect(seen.made).toBeLessThan(50_000);
    },
  );

  test("what a client no longer waits for is ended too", async () => {
    seen.asked = departure();
    seen.left = departure();
    const leaving = new AbortController();
    const answer = fetch(urlOf("/late"), { signal: leaving.signal });
    await seen.asked.promise;
    leaving.abort();
    await expect(answer).rejects.toThrow("aborted");
    await seen.left.promise;
  });

  test("HEAD reads nothing", async () => {
    seen.left = departure();
    const answer = await fetch(urlOf("/waiting"), { method: "HEAD" });
    await seen.left.promise;
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/event-stream; charset=utf-8"]);
  });
}
