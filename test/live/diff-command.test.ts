import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runCli, temporaryFolder } from "../support/world.ts";

const OLD = "create table users (id int primary key, mail text);\n";
const INDEXED = `${OLD}create index idx_users_mail on users (mail);\n`;
const RENAMED = "create table users (id int primary key, email text);\n";

async function folderWith(files: Readonly<Record<string, string>>) {
  const folder = await temporaryFolder();
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder.path, name), text);
  return folder;
}

describe("db diff", () => {
  test("writes a migration and a rollback that are named for what they do", async () => {
    await using folder = await folderWith({ "old.sql": OLD, "new.sql": INDEXED });
    const words = ["old.sql", "--compare", "new.sql", "--output", "migrations/"];
    const { code, stdout } = await runCli(words, { bin: "database-migration-tool", cwd: folder.path });
    expect(code).toBe(0);
    expect(stdout).toMatch(/ {2}\+ index {2}public\.idx_users_mail {2}added/);
    expect(stdout).toMatch(/Generated migration: migrations\/\d{8}_add_idx_users_mail_index\.sql/);
    expect(stdout).toMatch(/Generated rollback: migrations\/\d{8}_add_idx_users_mail_index_rollback\.sql/);
    const [up = "", down = ""] = await readdir(join(folder.path, "migrations"));
    expect(await readFile(join(folder.path, "migrations", up), "utf8")).toContain(
      "CREATE INDEX CONCURRENTLY idx_users_mail",
    );
    expect(await readFile(join(folder.path, "migrations", down), "utf8")).toContain("DROP INDEX CONCURRENTLY");
  });

  test("a rename is asked, never guessed", async () => {
    await using folder = await folderWith({ "old.sql": OLD, "new.sql": RENAMED });
    const options = { cwd: folder.path };
    const asked = await runCli(["db", "diff", "old.sql", "new.sql"], options);
    expect(asked.code).toBe(4);
    expect(asked.stderr).toContain("--rename public.users.mail:email");
    const said = await runCli(["db", "diff", "old.sql", "new.sql", "--rename", "mail:email", "--sql"], options);
    expect(said.code).toBe(0);
    expect(said.stdout).toContain("ALTER TABLE public.users RENAME COLUMN mail TO email;");
    expect(said.stdout).not.toContain("DROP COLUMN");
  });

  test("data is not lost without leave", async () => {
    const [old, next] = ["mail text, seen timestamptz", "seen date"].map(
      (columns) => `create table users (id int primary key, ${columns});`,
    );
    await using folder = await folderWith({ "old.sql": old ?? "", "new.sql": next ?? "" });
    const words = ["db", "diff", "old.sql", "new.sql", "--out", "m"];
    const refused = await runCli(words, { cwd: folder.path });
    expect(refused.code).toBe(4);
    expect(refused.stderr).toContain("the values of column public.users.mail");
    expect(refused.stderr).toContain("the time of day of the values of column public.users.seen");
    expect(await readdir(folder.path)).not.toContain("m");
    expect((await runCli([...words, "--allow", "data-loss"], { cwd: folder.path })).code).toBe(0);
  });

  test("--check answers drift with 1, and the same with 0", async () => {
    await using folder = await folderWith({ "old.sql": OLD, "new.sql": INDEXED });
    expect((await runCli(["db", "diff", "old.sql", "new.sql", "--check"], { cwd: folder.path })).code).toBe(1);
    expect((await runCli(["db", "diff", "old.sql", "old.sql", "--check"], { cwd: folder.path })).code).toBe(0);
  });

  test("a Prisma schema is a source, by the engine of its own project; without one the install command is said", async () => {
    await using folder = await folderWith({
      "old.sql": OLD,
      "schema.prisma": 'datasource db {\n  provider = "postgresql"\n}\n',
    });
    const words = ["db", "diff", "old.sql", "schema.prisma", "--check"];
    const missing = await runCli(["db", "diff", "schema.prisma", "old.sql"], { cwd: folder.path });
    expect(missing.code).toBe(3);
    expect(missing.stderr).toContain("Run npm install --save-dev @prisma/schema-engine-wasm");
    const engine = join(folder.path, "node_modules", "@prisma", "schema-engine-wasm");
    await mkdir(engine, { recursive: true });
    const manifest = { type: "module", exports: { "./schema_engine_bg": "./schema_engine_bg.js" } };
    await writeFile(join(engine, "package.json"), JSON.stringify(manifest));
    await writeFile(join(engine, "schema_engine_bg.wasm"), new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]));
    const made = `class SchemaEngine { static async new() { return { free() {}, diff: async () => ({ stdout: ${JSON.stringify(INDEXED)} }) }; } }`;
    await writeFile(
      join(engine, "schema_engine_bg.js"),
      `${made}\nexport { SchemaEngine };\nexport function __wbg_set_wasm() {}`,
    );
    const { code, stdout } = await runCli(words, { cwd: folder.path });
    expect(stdout).toContain("Comparing old.sql with schema.prisma");
    expect(stdout).toContain("+ index  public.idx_users_mail  added");
    expect(code).toBe(1);
  }, 180_000);

  test("one file alone and no database is not enough", async () => {
    const { code, stderr } = await runCli(["db", "diff", "only.sql"], { env: {} });
    expect(code).toBe(2);
    expect(stderr).toContain("Two schemas are needed");
  });
});
