import { describe, expect, it } from "vitest";
import type { JsonValue } from "../../../../src/kit/index.ts";
import { readRecording } from "../../../../src/load/import/index.ts";

const ALL = { includeWrites: true, static: true, thinkTimes: false };

const entry = (
  method: string,
  url: string,
  more: { request?: object; status?: number; type?: string; at?: string; time?: number } = {},
): JsonValue => ({
  startedDateTime: more.at ?? "2026-01-01T00:00:00.000Z",
  time: more.time ?? 1,
  request: { method, url, headers: [], ...more.request },
  response: { status: more.status ?? 200, content: { mimeType: more.type ?? "application/json" } },
});
const read = (entries: readonly JsonValue[], wishes = ALL) =>
  readRecording("r.har", { log: { entries } }, wishes).file.steps;

describe("a HAR recording", () => {
  it("keeps the order of time, the statuses, and the pauses when asked", () => {
    const steps = read(
      [
        entry("GET", "http://a.test/2", { at: "2026-01-01T00:00:02.000Z", status: 304 }),
        entry("GET", "http://a.test/1", { time: 500 }),
        entry("GET", "http://a.test/3", { at: "2026-01-01T00:00:02.020Z", status: 404 }),
      ],
      { ...ALL, thinkTimes: true },
    );
    expect(steps).toEqual([
      { get: "/1", expect: 200, think: "1500ms" },
      { get: "/2", expect: [200, 304] },
      { get: "/3", expect: 404 },
    ]);
  });

  it("reads bodies: JSON, text, and parameters of a form", () => {
    const post = (postData: object) => entry("POST", "http://a.test/", { request: { postData } });
    expect(
      read([
        post({ mimeType: "application/json; charset=utf-8", text: '{"a":"${b}"}' }),
        post({ mimeType: "text/plain", text: "${x}" }),
        post({ mimeType: "application/x-www-form-urlencoded", params: [{ name: "a b", value: "c&d" }] }),
      ]),
    ).toEqual([
      { post: "/", json: { a: "$${b}" }, expect: 200 },
      { post: "/", headers: { "Content-Type": "text/plain" }, body: "$${x}", expect: 200 },
      { post: "/", headers: { "Content-Type": "application/x-www-form-urlencoded" }, body: "a%20b=c%26d", expect: 200 },
    ]);
  });

  it("leaves out what was not answered, and what is no http", () => {
    const entries = [
      entry("GET", "http://a.test/a"),
      entry("GET", "http://a.test/b", { status: 0 }),
      entry("GET", "data:text/plain,x"),
      entry("GET", "nonsense"),
      null,
      7,
    ];
    expect(read(entries)).toEqual([{ get: "/a", expect: 200 }]);
  });

  it.each<readonly [string, readonly JsonValue[], typeof ALL, string]>([
    ["nothing", [], ALL, "it has no answered request"],
    [
      "only writes",
      [entry("POST", "http://a.test/")],
      { ...ALL, includeWrites: false },
      "every request was filtered out",
    ],
    [
      "only images",
      [entry("GET", "http://a.test/a.png", { type: "image/png" })],
      { ...ALL, static: false },
      "every request was filtered out",
    ],
  ])("%s is an error", (_, entries, wishes, reason) => {
    expect(() => read(entries, wishes)).toThrow(reason);
  });
});
