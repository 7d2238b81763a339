import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runCli, temporaryFolder } from "../../support/world.ts";

const operation = (at: number, summary: string) => ({
  tags: [`group ${at % 6}`],
  summary,
  operationId: `read${at}`,
  responses: { 200: { description: "" } },
});

const documentOf = (summary: string): string => {
  const paths = Object.fromEntries(
    Array.from({ length: 54 }, (_, at) => [`/r${at}`, { get: operation(at, at === 7 ? summary : "Same") }]),
  );
  return JSON.stringify({ openapi: "3.1.0", info: { title: "T", version: "1" }, paths }, undefined, 1);
};

async function texts(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = files.map(async (path) => [path.slice(folder.length), await readFile(path, "utf8")] as const);
  return new Map(await Promise.all(read));
}

const CACHE = ".backwright/cache";

describe("the cache of scaffold", () => {
  test("changes nothing about what is written, whatever somebody does to it", async () => {
    await using kept = await temporaryFolder();
    await using fresh = await temporaryFolder();
    const write = async (folder: string, summary: string): Promise<string> => {
      await writeFile(join(folder, "api.json"), documentOf(summary));
      const { code, stdout } = await runCli(["scaffold", "api.json"], { cwd: folder });
      expect(code).toBe(0);
      return stdout;
    };
    const same = async (): Promise<void> => {
      const [one, other] = await Promise.all([texts(join(kept.path, "src")), texts(join(fresh.path, "src"))]);
      expect(one).toEqual(other);
    };
    await write(kept.path, "One");
    expect(await readFile(join(kept.path, CACHE, ".gitignore"), "utf8")).toBe("*\n");
    await write(fresh.path, "Two");
    const damages = [
      async () => undefined,
      () => writeFile(join(kept.path, CACHE, "src.json"), "x"),
      () => writeFile(join(kept.path, CACHE, "src.document"), documentOf("Two")),
      () => rm(join(kept.path, ".backwright/base/src/types/api/group-0.ts.base")),
      () => rm(join(kept.path, CACHE), { recursive: true }),
    ];
    for (const damage of damages) {
      await write(kept.path, "One");
      await damage();
      await write(kept.path, "Two");
      await same();
    }
  });
});
