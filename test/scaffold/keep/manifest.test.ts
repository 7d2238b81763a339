import { describe, expect, test } from "vitest";
import { apiRecord, readManifest, withApi, writeManifest, type Manifest } from "../../../src/scaffold/index.ts";

const manifest: Manifest = {
  apis: new Map([
    [
      "src",
      {
        managed: new Map([["types/api.ts", ["1", "2"]]]),
        options: { framework: "koa" },
        own: new Map([["routes/users.ts", ["3"]]]),
        operations: [{ method: "GET", path: "/a b", id: "getA", file: "routes/users.ts", tag: "routes/a.ts" }],
      },
    ],
  ]),
  older: new Map(),
};

describe("the manifest", () => {
  test("is read back as it was written", () => {
    expect(readManifest(writeManifest(manifest))).toEqual({ kind: "manifest", manifest });
  });

  test("is empty where there is no file", () => {
    expect(readManifest(undefined)).toEqual({ kind: "manifest", manifest: { apis: new Map(), older: new Map() } });
  });

  test.each([
    ["nothing", ""],
    ["half of one", '{"version": 2, "apis": {'],
    ["marks of a merge", `<<<<<<< ours\n${writeManifest(manifest)}`],
    ["a list", "[]"],
    ["no version", '{"apis": {}}'],
    ["a later version", '{"version": 3, "apis": {}}'],
    ["hashes that are numbers", '{"version": 2, "apis": {"src": {"managed": {"a.ts": 3}}}}'],
    ["a file outside", '{"version": 2, "apis": {"src": {"managed": {"../../a.ts": "1"}}}}'],
    ["a handler outside", '{"version": 2, "apis": {"src": {"operations": {"GET /": {"id": "a", "file": "/etc/a"}}}}}'],
    ["operations in a list", '{"version": 2, "apis": {"src": {"operations": [1]}}}'],
  ])("with %s it is broken, not empty", (_, text) => {
    expect(readManifest(text).kind).toBe("broken");
  });

  test("keys that it does not know are left alone", () => {
    const text = '{"version": 2, "note": 1, "apis": {"src": {"managed": {"a.ts": "1"}, "later": [1]}}}';
    expect(readManifest(text)).toMatchObject({ kind: "manifest" });
  });

  test("of the first format it gives each source root its own files", () => {
    const read = readManifest('{"version": 1, "files": {"src/a.ts": "1", "other/src/b.ts": "2"}}');
    const old = read.kind === "manifest" ? read.manifest : manifest;
    expect(apiRecord(old, "src").managed).toEqual(new Map([["a.ts", ["1"]]]));
    const next = withApi(old, "src", apiRecord(old, "src"));
    expect([...next.older.keys()]).toEqual(["other/src/b.ts"]);
    expect(apiRecord(next, "other/src").managed).toEqual(new Map([["b.ts", ["2"]]]));
  });
});
