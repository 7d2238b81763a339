import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { schemaFiles } from "../../../src/commands/analyze/schema-files.ts";
import { readSchemaFiles } from "../../../src/commands/analyze/source-text.ts";
import type { Prisma } from "../../../src/command/index.ts";
import { temporaryFolder, testWorld } from "../../support/world.ts";

async function folderWith(files: Readonly<Record<string, string>>) {
  const folder = await temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder.path, name)), { recursive: true });
    await writeFile(join(folder.path, name), text);
  }
  return folder;
}

describe("the files that a path means", () => {
  test("of a folder its SQL, without rollbacks; else the Prisma files in and below it, without migrations", async () => {
    await using folder = await folderWith({
      "sql/b.sql": "",
      "sql/a.sql": "",
      "sql/a_rollback.sql": "",
      "sql/x.prisma": "",
      "prisma/schema.prisma": "",
      "prisma/models/user.prisma": "",
      "prisma/migrations/1_init/migration.sql": "",
      "prisma/migrations/x.prisma": "",
      "prisma/.hidden/x.prisma": "",
      "none/readme.md": "",
    });
    const { files } = await testWorld([], { cwd: folder.path });
    expect(await schemaFiles(files, ["sql/"])).toEqual(["sql/a.sql", "sql/b.sql"]);
    expect(await schemaFiles(files, ["prisma"])).toEqual(["prisma/models/user.prisma", "prisma/schema.prisma"]);
    await expect(schemaFiles(files, ["none"])).rejects.toThrow("none holds no .sql file");
  });

  test("Prisma files are one schema, asked for once; comments are read as they are written", async () => {
    await using folder = await folderWith({
      "a.prisma": "A // @renamed from=B",
      "b.prisma": "B",
      "c.sql": "select 2;",
    });
    const asked: unknown[] = [];
    const prisma: Prisma = {
      toSql: async (given) => {
        asked.push(given);
        return "select 1;";
      },
    };
    const world = await testWorld([], { cwd: folder.path, world: { prisma } });
    const read = await readSchemaFiles(world, ["a.prisma", "c.sql", "b.prisma"]);
    expect(asked).toEqual([
      [
        { path: "a.prisma", text: "A // @renamed from=B" },
        { path: "b.prisma", text: "B" },
      ],
    ]);
    expect(read.map(({ path, text, written }) => [path, text, written])).toEqual([
      ["a.prisma (as SQL)", "select 1;", "A // @renamed from=B\nB"],
      ["c.sql", "select 2;", "select 2;"],
    ]);
  });
});
