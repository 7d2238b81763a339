import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { generatedFiles } from "../../scripts/generated.ts";

const root = join(import.meta.dirname, "..", "..");
const files = await generatedFiles(root);

describe("generated files are what the declarations say", () => {
  test.each([...files])("%s", async (path, text) => {
    expect(await readFile(join(root, path), "utf8")).toBe(text);
  });

  test("no page of a finding is left over", async () => {
    const pages = (await readdir(join(root, "docs/findings"))).map((name) => `docs/findings/${name}`);
    expect(pages.filter((path) => !files.has(path))).toEqual([]);
  });
});
