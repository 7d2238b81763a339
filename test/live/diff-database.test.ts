// `db diff` of a live database: what is promised word for word, and what a stranger runs into.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { runCli, testWorld, type CliOptions } from "../support/world.ts";
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

const OLD =
  "create table users (id int primary key, mail text, name text not null); create view names as select name from users;";

/** The alias bin with a clock that stands at the day of the promise. */
async function compare(schema: string, words: readonly string[] = [], options: CliOptions = {}) {
  await mkdir(join(bench.folder, "schema"), { recursive: true });
  await writeFile(join(bench.folder, "schema", "v2.sql"), schema);
  const { clock } = await testWorld([]);
  const line = ["--connection", bench.url, "--compare", "schema/v2.sql", ...words];
  const still = { ...clock, now: () => new Date("2024-01-15T10:00:00Z") };
  return await runCli(line, { bin: "database-migration-tool", cwd: bench.folder, world: { clock: still }, ...options });
}

/** The installed program at a terminal of its own; the key is pressed when the question stands there. */
async function atTerminal(words: readonly string[], key: string) {
  const line = [process.execPath, BIN, "db", "diff", "--connection", bench.url, ...words];
  const quoted = line.map((word) => `'${word}'`).join(" ");
  const child = spawn("/usr/bin/script", ["-qec", `stty cols 200 rows 40; exec ${quoted}`, "/dev/null"], {
    cwd: bench.folder,
  });
  let screen = "";
  let isAnswered = false;
  child.stdout.on("data", (chunk) => {
    screen += String(chunk);
    if (isAnswered || !/renamed to/.test(screen) || !/Yes/.test(screen)) return;
    isAnswered = true;
    child.stdin.write(key);
  });
  const code = await new Promise<unknown>((resolve) => child.once("close", resolve));
  return { code, screen: stripVTControlCharacters(screen) };
}

const BIN = fileURLToPath(new URL("../../bin/backwright.js", import.meta.url));

const OUTPUT = ["--output", "migrations/"] as const;
const written = (): Promise<readonly string[]> => readdir(join(bench.folder, "migrations"));

describe("database-migration-tool --connection URL --compare schema/v2.sql --output migrations/", () => {
  test("the names of the files, word for word", async () => {
    await bench.session.script(OLD);
    const indexes = "create index idx_users_mail on users (mail); create index idx_users_name on users (name);";
    const { code, stdout } = await compare(`${OLD} ${indexes}`, OUTPUT);
    expect(code).toBe(0);
    expect(stdout.split("\n").slice(-3)).toEqual([
      "Generated migration: migrations/20240115_add_user_indexes.sql",
      "Generated rollback: migrations/20240115_add_user_indexes_rollback.sql",
      "",
    ]);
    expect(await written()).toEqual(["20240115_add_user_indexes.sql", "20240115_add_user_indexes_rollback.sql"]);
    const again = await compare(`${OLD} ${indexes}`, [...OUTPUT, "--no-proof"]);
    expect(again.stdout).toContain("Generated migration: migrations/20240115_100000_add_user_indexes.sql");
    expect(await written()).toHaveLength(4);
  }, 180_000);

  test("each added, changed and dropped object with its hazard; nothing is lost without leave", async () => {
    // Extensions of the server that no file speaks of stay, and rows behind forced policies are not taken for lost.
    await bench.session.script(`${OLD} create extension pg_stat_statements; create extension citext;`);
    const next = `create table users (id bigint primary key, name text not null, age int); create table orders (id int);
      alter table users enable row level security; alter table users force row level security;`;
    const refused = await compare(next, [...OUTPUT, "--rename", "none"]);
    expect(refused.code).toBe(4);
    expect(refused.stderr).toContain("the values of column public.users.mail");
    expect(await written()).toEqual([]);
    const { code, stdout } = await compare(next, [...OUTPUT, "--rename", "none", "--allow", "data-loss"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/ {2}\+ table +public\.orders {2}added\n/);
    expect(stdout).toMatch(/ {2}\+ column +public\.users\.age {2}added\n {6}lock: access-exclusive on public\.users\n/);
    expect(stdout).toMatch(
      / {2}~ column +public\.users\.id {2}changed\n( {6}.*\n)* {6}rewrite: every row of public\.users/,
    );
    expect(stdout).toMatch(
      / {2}- column +public\.users\.mail {2}dropped\n {6}data loss: the values of column public\.users\.mail\n/,
    );
    expect(stdout).toMatch(/ {2}- view +public\.names {2}dropped\n/);
    expect(stdout).not.toContain("extension");
    expect(stdout).toMatch(/Proven on a shadow: \d+ statements lead there, the rollback back again\./);
    expect(stdout).toMatch(/Observed by (?:pg_dump [\d.]+: it sees the same|our own reader only: .*)\.\n/);
    const [first = ""] = await written();
    expect(await readFile(join(bench.folder, "migrations", first), "utf8")).toContain("SET lock_timeout = '5s';");
  }, 180_000);

  test("the same schema: it says so and writes nothing", async () => {
    await bench.session.script(OLD);
    const { code, stdout } = await compare(OLD, OUTPUT);
    expect({ code, last: stdout.split("\n").slice(-2) }).toEqual({ code: 0, last: ["No differences.", ""] });
    expect(await written()).toEqual([]);
  });

  test("as data: hazards by code, severity and lock, and each with its page", async () => {
    await bench.session.script(OLD);
    const { stdout } = await compare(OLD.replace("mail text", "mail varchar(80)"), ["--json", "--no-proof"]);
    const { findings, changes, pgVersion } = JSON.parse(stdout) as Record<string, unknown>;
    expect(pgVersion).toBe(18);
    expect(findings).toContainEqual(
      expect.objectContaining({
        code: "hazard-rewrite",
        severity: "warning",
        subject: { kind: "column", name: "public.users.mail" },
        message: "public.users.mail: every row of public.users is written anew under its lock",
      }),
    );
    expect(JSON.stringify(changes)).toContain('"relation":"public.users","lockMode":null');
  });
});

describe("what a stranger runs into", () => {
  test("an extension goes where the file says which there are", async () => {
    await bench.session.script("create extension pg_stat_statements; create extension citext;");
    const { stdout } = await compare("create extension citext;", ["--check"]);
    expect(stdout).toMatch(/ {2}- extension +(?:public\.)?pg_stat_statements {2}dropped/);
    expect(stdout).not.toContain("citext");
  });

  test("a role without any right reads the schema", async () => {
    await bench.session.script(`${OLD} revoke all on schema public from public`);
    await bench.session.script(
      "do $$ begin create role stranger login password 'p'; exception when others then end $$",
    );
    const url = new URL(bench.url);
    [url.username, url.password] = ["stranger", "p"];
    await writeFile(join(bench.folder, "same.sql"), OLD);
    const { code, stdout } = await runCli(["db", "diff", "--connection", url.href, "same.sql", "--check"], {
      cwd: bench.folder,
    });
    expect(stdout).toContain("No differences.");
    expect(code).toBe(0);
  });

  test("another major than the database's cannot be asked for", async () => {
    const { code, stderr } = await compare(OLD, ["--pg-version", "13"]);
    expect(code).toBe(2);
    expect(stderr).toContain("is a PostgreSQL 18, and --pg-version says 13");
  });

  test("a question at a terminal is answered there", async () => {
    await bench.session.script(OLD);
    const next = OLD.replace("mail text", "email text");
    const yes = await compare(next, ["--no-proof", "--sql"], { answers: [true] });
    expect(yes.stdout).toContain("ALTER TABLE public.users RENAME COLUMN mail TO email;");
    const no = await compare(next, ["--no-proof", "--sql"], { answers: [false] });
    expect(no.stdout).toContain("DROP COLUMN mail");
  });

  // A real one, by `script` of util-linux: keys, colours and the cursor are the terminal's.
  test.skipIf(process.platform !== "linux" || !existsSync("/usr/bin/script"))(
    "the same question at a real terminal: a key answers it, Ctrl-C ends it",
    async () => {
      await bench.session.script(OLD);
      await writeFile(join(bench.folder, "new.sql"), OLD.replace("mail text", "email text"));
      const yes = await atTerminal(["new.sql", "--no-proof", "--sql"], "y");
      expect(yes.screen).toContain(
        "Was column public.users.mail renamed to email? (No: it is dropped, and email is new.)",
      );
      expect(yes.screen).toContain("RENAME COLUMN mail TO email");
      expect(yes.code).toBe(0);
      const stopped = await atTerminal(["new.sql", "--no-proof", "--out", "migrations"], "\u0003");
      expect(stopped.code).toBe(130);
      expect(await written()).toEqual([]);
    },
    180_000,
  );

  test("objects of roles that could not have made them: proven, and rehearsed, without a superuser's rights", async () => {
    const old = `create table deeds (id int primary key); create schema vault; create table vault.gold (id int);
      create function vault.weigh() returns int language sql as 'select 1'; create view deeds_seen as select id from deeds;
      grant select on deeds to public;`;
    await bench.session.script(`do $$ begin create role diff_owner; exception when others then end $$; ${old}
      alter table vault.gold owner to diff_owner; alter view deeds_seen owner to diff_owner;`);
    const next = `${old} alter table vault.gold owner to diff_owner; alter table deeds owner to diff_owner;
      alter function vault.weigh() owner to diff_owner; alter table vault.gold add column weight int;`;
    const { code, stdout, stderr } = await compare(next, OUTPUT);
    expect(stderr).not.toContain("42501");
    expect(stdout).toMatch(/Proven on a shadow/);
    expect(code).toBe(0);
    const dry = await runCli(["db", "migrate", "--dry-run", "--connection", bench.url, "--json"], {
      cwd: bench.folder,
    });
    expect(JSON.parse(dry.stdout)).toMatchObject({ rehearsal: { undone: "identity", notes: [] } });
    expect(dry.code).toBe(0);
  }, 180_000);

  test("Ctrl-C: nothing is written", async () => {
    await bench.session.script(OLD);
    const stop = new AbortController();
    const world = await testWorld([]);
    const start: typeof world.engines.start = async (options) => {
      const made = await world.engines.start(options);
      stop.abort(new Error("SIGINT"));
      return made;
    };
    const options = { signal: stop.signal, world: { engines: { ...world.engines, start } } };
    const { code, stderr } = await compare(`${OLD} create index i on users (mail);`, OUTPUT, options);
    expect(code).toBe(130);
    expect(stderr).toContain("Interrupted");
    expect(await written()).toEqual([]);
  });
});
