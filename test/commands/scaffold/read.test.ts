import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readDocument } from "../../../src/commands/scaffold/read.ts";
import { testWorld } from "../../support/world.ts";

const TALE = JSON.stringify({ type: "object", properties: { title: { type: "string" } } });

/** A document whose one schema stands in another file. */
const naming = (ref: string): string =>
  JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Tales", version: "1" },
    paths: {
      "/tales": {
        get: {
          operationId: "listTales",
          responses: { 200: { description: "", content: { "application/json": { schema: { $ref: ref } } } } },
        },
      },
    },
  });

const OVERLAY = JSON.stringify({
  overlay: "1.0.0",
  info: { title: "Another title", version: "1" },
  actions: [{ target: "$.info", update: { title: "Overlaid" } }],
});

let folder: string;
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "backwright-links-")));
  const files = {
    "api/own.json": naming("schemas/tale.json"),
    "api/by-link.json": naming("inner.json"),
    "api/out.json": naming("outer.json"),
    "api/out-folder.json": naming("elsewhere/tale.json"),
    "api/neighbour.json": naming("neighbour-tale.json"),
    "api/schemas/tale.json": TALE,
    "api-secret/tale.json": TALE,
    "secret/tale.json": TALE,
    "secret/overlay.json": OVERLAY,
    "secret/document.json": naming("schemas/tale.json"),
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const links = {
    "api/inner.json": "schemas/tale.json",
    "api/outer.json": "../secret/tale.json",
    "api/neighbour-tale.json": "../api-secret/tale.json",
    "api/document-link.json": "../secret/document.json",
  };
  for (const [path, target] of Object.entries(links)) await symlink(target, join(folder, path), "file");
  for (const [path, target] of Object.entries({ "api/elsewhere": "secret", "api-link": "api" }))
    await symlink(join(folder, target), join(folder, path), "junction");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const read = async (spec: string, overlay: readonly string[] = []) => {
  const paths = overlay.map((path) => join(folder, path));
  return readDocument(await testWorld([], { cwd: join(folder, "api") }), join(folder, spec), { overlay: paths });
};

describe("a file that a document names", () => {
  test.each([
    ["below its folder", "api/own.json"],
    ["by a link that stays below its folder", "api/by-link.json"],
    ["in a folder that is a link itself", "api-link/own.json"],
    ["where the document itself is a link", "api/document-link.json"],
  ])("%s is read", async (_, spec) => {
    const { model } = await read(spec);
    expect([...model.schemas.values()].map(({ schema }) => schema)).toEqual([
      expect.objectContaining({ types: ["object"] }),
    ]);
    expect(model.findings).toEqual([]);
  });

  test.each([
    ["by a link that leads out", "api/out.json"],
    ["in a linked folder that lies outside", "api/out-folder.json"],
    ["in a folder whose name begins as the document's does", "api/neighbour.json"],
  ])("%s is not read", async (_, spec) => {
    const { model } = await read(spec);
    const reason = expect.stringMatching(/ lies outside .*api\.$/);
    expect(model.findings).toMatchObject([{ code: "reference-unresolved", evidence: { reason } }]);
    expect(model.schemas.size).toBe(0);
  });
});

test("an overlay lies where its user says", async () => {
  expect((await read("api/own.json", ["secret/overlay.json"])).model.title).toBe("Overlaid");
});
