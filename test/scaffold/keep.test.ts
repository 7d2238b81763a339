import { describe, expect, test } from "vitest";
import {
  decideFile,
  decideLeftover,
  hashOf,
  missingHandlers,
  readManifest,
  writeManifest,
  type GeneratedFile,
} from "../../src/scaffold/index.ts";

const managed: GeneratedFile = { path: "types/api.ts", text: "new\n", ownership: "managed" };
const own: GeneratedFile = { path: "routes/users.ts", text: "new\n", ownership: "once" };
const manifest = { files: new Map([["k", [hashOf("old\n")]]]) };

describe("what may be written over what", () => {
  test.each([
    ["nothing is there", managed, undefined, "create"],
    ["it is as we left it", managed, "old\n", "update"],
    ["git has changed the line endings", managed, "old\r\n", "update"],
    ["it says the same already", managed, "new\n", "unchanged"],
    ["it was edited by hand", managed, "old, edited\n", "edited"],
    ["it is the user's and missing", own, undefined, "create"],
    ["it is the user's and there", own, "anything\n", "kept"],
  ])("%s", (_, file, text, action) => {
    expect(decideFile(file, { key: "k", text }, manifest).action).toBe(action);
  });

  test("a file that we never wrote counts as edited", () => {
    expect(decideFile(managed, { key: "other", text: "mine\n" }, manifest).action).toBe("edited");
  });

  test.each([
    ["as we left it", "old\n", "remove"],
    ["edited", "mine\n", "kept"],
  ])("a managed file that is no longer generated, %s", (_, text, action) => {
    expect(decideLeftover({ key: "k", text }, manifest)?.action).toBe(action);
  });
});

describe("the manifest", () => {
  test("is read back as it was written", () => {
    const files = new Map([
      ["b", ["1"]],
      ["a", ["1", "2"]],
    ]);
    expect(readManifest(writeManifest({ files })).files).toEqual(files);
  });

  test.each(["", "{", "[]", '{"files": 3}', "null"])("what is none is empty: %j", (text) => {
    expect(readManifest(text).files.size).toBe(0);
  });
});

describe("handlers that a file does not have", () => {
  test.each([
    ["export const a = 1;", ["b"]],
    ["export async function a() {}\nexport { x as b };", []],
    ["const a = 1;", ["a", "b"]],
    ["export const { a, c: b } = made();", []],
    ['export * from "./others.js";', []],
    ["// export const a = 1;", ["a", "b"]],
  ])("%j", (text, missing) => expect(missingHandlers(text, ["a", "b"])).toEqual(missing));
});
