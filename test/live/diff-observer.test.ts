// pg_dump looks at the shadow as well, where the machine has one that knows the server.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findDumper } from "../../src/commands/diff/observer/find.ts";
import type { Processes } from "../../src/command/index.ts";
import { runCli, temporaryFolder, testWorld } from "../support/world.ts";

const { engines, processes } = await testWorld([]);
const system = (await engines.available()).find(({ kind }) => kind === "system");
const dumper = system === undefined ? undefined : await findDumper(await testWorld([]), system.major);
const major = String(system?.major);

const OLD =
  "create table users (id int primary key, mail text); create view v as select id from users where mail = any('{a,b}');";
const NEW = `${OLD} alter table users add age int; create index users_mail on users (mail);`;

async function diff(doctored: Partial<Processes> = {}, [old, next] = [OLD, NEW]) {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, "old.sql"), old);
  await writeFile(join(folder.path, "new.sql"), next);
  const line = ["db", "diff", "old.sql", "new.sql", "--pg-version", major, "--out", "m"];
  return await runCli(line, { cwd: folder.path, world: { processes: { ...processes, ...doctored } } });
}

describe.skipIf(dumper === undefined)("with the pg_dump of a PostgreSQL of this machine (skipped without one)", () => {
  test("it agrees, and the report names it", async () => {
    const { code, stdout } = await diff();
    expect(stdout).toContain(`with new.sql, for PostgreSQL ${major}\n`);
    expect(stdout).toContain(`Observed by pg_dump ${dumper?.version}: it sees the same.`);
    expect(code).toBe(0);
  });

  test("roles that a schema names are on the shadow, and a partition keeps NOT NULL for its key while the whole gives it up", async () => {
    const whole = (
      column: string,
    ) => `create role ops; create table w (k int, id bigint ${column}) partition by hash (k);
      create table part partition of w for values with (modulus 1, remainder 0); alter table part add primary key (id);
      alter table w owner to postgres;`;
    const named = `create policy p on w to postgres, ops using (true); create schema s authorization postgres;
      alter default privileges for role ops grant select on tables to public;`;
    const { code, stdout } = await diff({}, [whole("not null"), `${whole("")} ${named}`]);
    expect(stdout).toContain("it sees the same.");
    expect(stdout).not.toContain("USAGE ON SCHEMA");
    expect(code).toBe(0);
  });

  test("where it sees something else than our reader nothing is written", async () => {
    let count = 0;
    const run: Processes["run"] = async (program, args, options) => {
      const answer = await processes.run(program, args, options);
      if (!args.includes("--schema-only")) return answer;
      // The first two are of the files; from then on one thing is not as they say.
      count += 1;
      return count < 3 ? answer : { ...answer, stdout: answer.stdout.replace("mail text", "mail text COLLATE x") };
    };
    const { code, stderr } = await diff({ run });
    expect(code).toBe(4);
    expect(stderr).toContain("rebuild-observed");
    expect(stderr).toContain("TABLE public.users: wanted mail text");
  });
});

test("without a pg_dump that knows the server our own reader is the observer, and the report says why", async () => {
  const world = await testWorld([]);
  const which = (program: string): Promise<string | undefined> =>
    program === "pg_dump" ? Promise.resolve(undefined) : processes.which(program);
  const alone = { ...world, processes: { ...processes, which }, engines: { ...engines, available: async () => [] } };
  expect(await findDumper(alone, 18)).toBeUndefined();
});

test("of several the one of the server's major is taken, else the next newer one, never an older one", async () => {
  const world = await testWorld([]);
  const path = (of: number) => ({ kind: "system", major: of, version: `${of}.1`, path: `/pg/${of}` }) as const;
  const run: Processes["run"] = async (program) => ({
    code: 0,
    stdout: `pg_dump (PostgreSQL) ${/\d+/.exec(program)?.[0]}.1`,
    stderr: "",
  });
  const three = {
    ...world,
    processes: { ...processes, run, which: async () => "/usr/bin/pg_dump-14" },
    engines: { ...engines, available: async () => [path(18), path(17), path(15)] },
  };
  const chosen = async (of: number) => (await findDumper(three, of))?.major;
  expect(await Promise.all([14, 15, 16, 18, 19].map(chosen))).toEqual([14, 15, 17, 18, undefined]);
});

test("a major that is not to be had is named, with what there is", async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, "old.sql"), OLD);
  const missing = [13, 14, 16, 17].find((one) => one !== system?.major);
  const line = ["db", "diff", "old.sql", "old.sql", "--pg-version", String(missing)];
  const none = { ...engines, start: (options?: object) => engines.start({ ...options, engine: "pglite" }) };
  const { code, stderr } = await runCli(line, { cwd: folder.path, world: { engines: none } });
  expect(code).toBe(3);
  expect(stderr).toContain(`There is no PostgreSQL ${missing}`);
  expect(stderr).toContain(`doctor --install-postgres ${missing}`);
});
