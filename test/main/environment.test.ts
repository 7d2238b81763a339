import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readEnvironment } from "../../src/main/environment.ts";
import { temporaryFolder } from "../support/world.ts";

describe("the environment", () => {
  test("what is set is stronger than .env", async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, ".env"), "A=file\nB='two words'\n");
    expect(readEnvironment(folder.path, { A: "set" })).toEqual({ A: "set", B: "two words" });
  });

  test.each([
    ["bytes that are no text", Buffer.from([0xff, 0xfe, 0x00, 0x3d])],
    ["a quote that never ends", Buffer.from('A="x\nB')],
    ["nothing", Buffer.alloc(0)],
  ])(".env of %s is no failure", async (_what, bytes) => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, ".env"), bytes);
    expect(readEnvironment(folder.path, { C: "set" })).toMatchObject({ C: "set" });
  });

  test("a folder named .env is somebody else's", async () => {
    await using folder = await temporaryFolder();
    await mkdir(join(folder.path, ".env"));
    expect(readEnvironment(folder.path, { A: "set" })).toEqual({ A: "set" });
    expect(readEnvironment(join(folder.path, "gone"), {})).toEqual({});
  });
});
