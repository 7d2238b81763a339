// The files that `db diff` writes, run and undone by `db migrate` and `db rollback`.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fingerprint, readSchema } from "../../src/catalog/schema/index.ts";
import { runCli } from "../support/world.ts";
import { openBench, startServer, type Bench, type Server } from "./migrate-support.ts";

let server: Server;
let bench: Bench;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => {
  bench = await openBench(server);
});
afterEach(() => bench[Symbol.asyncDispose]());

const OLD = `create type mood as enum ('sad', 'ok');
create table users (id int primary key, mail text, mood mood, note text);
create table posts (id int primary key, user_id int, body text);
create index posts_body on posts (body);
create view letters as select id, body from posts;
`;
const NEW = `create type mood as enum ('sad', 'fine', 'ok');
create table users (id int primary key, email text not null, mood mood default 'fine');
create table posts (id int primary key, user_id bigint references users, body text, check (id > 0));
create index posts_body on posts (lower(body));
create index users_email on users (email);
create table tags (id bigint generated always as identity primary key, post_id int references posts);
create view letters as select id, body from posts;
`;

/** Without the history of the migrations themselves. */
async function schemaNow(): Promise<string> {
  const model = await readSchema(bench.session);
  const objects = new Map([...model.objects].filter(([id]) => !id.includes("backwright_")));
  return fingerprint({ ...model, objects });
}

async function writeFiles(words: readonly string[]): Promise<readonly string[]> {
  await writeFile(join(bench.folder, "new.sql"), NEW);
  const flags = ["--rename", "users.mail:email", "--allow", "data-loss", "--out", "migrations", ...words];
  const { code, stderr } = await runCli(["db", "diff", "--connection", bench.url, "new.sql", ...flags], {
    cwd: bench.folder,
  });
  expect({ code, stderr }).toMatchObject({ code: 0 });
  const files = await readdir(join(bench.folder, "migrations"));
  const placeOf = (file: string): number => Number(/_(\d+)\.sql$/.exec(file)?.[1]);
  return files.filter((file) => !file.endsWith("_rollback.sql")).sort((a, b) => placeOf(a) - placeOf(b));
}

describe("files of a plan, undone", () => {
  test.each([
    ["each by its own rollback", []],
    ["all by the first one's, where nothing was proven", ["--no-proof"]],
  ])(
    "%s",
    async (_, words) => {
      await bench.session.script(OLD);
      const before = await schemaNow();
      const files = await writeFiles(words);
      expect(files.length).toBeGreaterThan(2);
      expect(await bench.run("migrate")).toMatchObject({ exitCode: 0 });
      const after = await schemaNow();
      expect(await bench.run("rollback", { all: true })).toMatchObject({ exitCode: 0 });
      expect(await schemaNow()).toBe(before);
      expect(await bench.run("migrate")).toMatchObject({ exitCode: 0 });
      expect(await schemaNow()).toBe(after);
    },
    60_000,
  );

  test("one step at a time leads to what each file had found; what was measured stands in them", async () => {
    await bench.session.script(OLD);
    const files = await writeFiles([]);
    const texts = await Promise.all(files.map((file) => readFile(join(bench.folder, "migrations", file), "utf8")));
    expect(texts.join("\n")).toContain("-- lock: share-row-exclusive on public.posts");
    expect(texts.join("\n")).toContain("-- rewrite: every row of public.posts");
    const seen = [await schemaNow()];
    for (const file of files) {
      const run = await bench.run("migrate", { file: `migrations/${file}` });
      expect(run).toMatchObject({ exitCode: 0 });
      seen.push(await schemaNow());
    }
    for (const expected of seen.toReversed().slice(1)) {
      expect(await bench.run("rollback", { steps: 1 })).toMatchObject({ exitCode: 0 });
      expect(await schemaNow()).toBe(expected);
    }
  }, 60_000);
});

test("the history of the migrations is no part of what is compared", async () => {
  await bench.session.script(OLD);
  await bench.write({ "20240101_note.sql": "alter table posts add note text;" });
  expect((await bench.run("migrate")).exitCode).toBe(0);
  await writeFile(join(bench.folder, "now.sql"), OLD.replace("body text);", "body text, note text);"));
  const words = ["db", "diff", "--connection", bench.url, "now.sql", "--check"];
  expect((await runCli(words, { cwd: bench.folder })).code).toBe(0);
  const other = await runCli([...words, "--table", "elsewhere"], { cwd: bench.folder });
  expect(other).toMatchObject({ code: 1, stdout: expect.stringContaining("backwright_migrations") });
});
