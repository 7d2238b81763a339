// The folder, the history and the database disagree.
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { A, B, claim, lastWords, plain, recovers, refused, truth, type Stage } from "./stage.ts";
import type { NamedFault } from "./faults.ts";

async function withA(stage: Stage): Promise<void> {
  await stage.write(A);
  const ran = await stage.run();
  claim(ran.code === 0, lastWords(ran));
}

/** Down on the newest, with a rollback that cannot end. */
const BAD_DOWN = { ...B, down: "drop table b;\ndrop table nothing_of_that_name;\n" };

export const histories: readonly NamedFault[] = [
  {
    name: "an applied file is edited",
    run: async (stage) => {
      await withA(stage);
      await stage.write({ ...A, up: "create table a (id bigint);\ninsert into a values (1);\n" }, B);
      refused(await stage.run(), "edited, and not noticed");
      await stage.write(A);
      await recovers(stage);
    },
  },
  {
    name: "an applied file is missing",
    run: async (stage) => {
      await withA(stage);
      await stage.remove(A);
      await stage.write(B);
      refused(await stage.run(), "missing, and not noticed");
      await stage.write(A);
      await recovers(stage);
    },
  },
  {
    name: "an applied file is renamed",
    run: async (stage) => {
      await withA(stage);
      await stage.remove(A);
      await stage.write({ ...A, title: "renamed" }, B);
      const ran = await stage.run();
      claim(ran.code !== 0, "renamed, and not noticed");
      await stage.remove({ ...A, title: "renamed" });
      await stage.write(A);
      await recovers(stage);
    },
  },
  {
    name: "an older file appears",
    run: async (stage) => {
      await withA(stage);
      const late = plain("20231231", "late");
      await stage.write(late, B);
      const ran = await stage.run();
      claim(ran.code !== 0, (await stage.rows("late")) === 1 ? "applied in silence" : "never applied, exit 0");
      await stage.remove(late);
      await recovers(stage);
    },
  },
  {
    name: "two files of the same date and name",
    run: async (stage) => {
      await stage.write(A, { ...plain("20240101", "b") });
      const ran = await stage.run();
      await truth(stage);
      if (ran.code === 0) claim((await stage.applied()).length === 2, "exit 0, and one of them was never run");
    },
  },
  {
    name: "a row of the history is deleted by hand",
    run: async (stage) => {
      await withA(stage);
      await stage.session.script(`delete from ${stage.runner.table}`);
      await stage.write(B);
      const ran = await stage.run();
      claim((await stage.rows("a")) === 1, "run a second time");
      claim(ran.code !== 0 || (await stage.applied()).includes("a"), "exit 0, and it is still not recorded");
    },
  },
  {
    name: "a row of a migration that never was is inserted by hand",
    run: async (stage) => {
      await withA(stage);
      await stage.session.script(stage.runner.stray);
      await stage.write(B);
      refused(await stage.run(), "the history names an unknown migration, and nobody says so");
      await stage.session.script(
        `delete from ${stage.runner.table} where ${stage.runner.table}::text like '%2020%' or ${stage.runner.table}::text like '%15778%'`,
      );
      if (!(await stage.applied()).includes("a")) return;
      await recovers(stage);
    },
  },
  {
    name: "the clock jumps ten years",
    run: async (stage) => {
      await stage.write(A, B);
      await stage.run();
      if (stage.runner.clock !== undefined) await stage.session.script(stage.runner.clock);
      const c = plain("20240103", "c");
      await stage.write(c);
      await recovers(stage, ["a", "b", "c"]);
    },
  },
  {
    name: "search_path is set by a file",
    run: async (stage) => {
      await stage.session.script("create schema other");
      await stage.write({ ...A, up: `${String(A.up)}set search_path = other;\n` }, B);
      await stage.run();
      await truth(stage);
      claim(
        (await stage.value("select to_regclass('public.b')::text")) !== null,
        "the next file's table went into the first one's schema",
      );
      await recovers(stage);
    },
  },
  {
    name: "search_path of the database is changed by a file",
    run: async (stage) => {
      await stage.session.script("create schema app");
      const up = `create table public.a (id int);\ninsert into public.a values (1);\nalter database ${stage.database} set search_path = app, public;\n`;
      await stage.write({ ...A, up });
      await stage.run();
      await stage.write({ ...B, up: "create table public.b (id int);\ninsert into public.b values (1);\n" });
      const ran = await stage.run();
      claim((await stage.rows("public.a")) === 1, "run a second time");
      claim(ran.code === 0, `stuck: ${lastWords(ran)}`);
    },
  },
  {
    name: "search_path leads away from the history",
    run: async (stage) => {
      const log = "create table if not exists public.a (id int);\ninsert into public.a values (1);\n";
      await stage.write({ ...A, up: log });
      await stage.run();
      await stage.session.script(`create schema app; alter database ${stage.database} set search_path = app`);
      await stage.run();
      claim((await stage.rows("public.a")) === 1, "run a second time: the history was not found");
    },
  },
  {
    name: "SET ROLE is left behind",
    run: async (stage) => {
      const role = `r_${stage.database}`;
      await stage.session.script(`create role ${role}`);
      await stage.write({ ...A, up: `${String(A.up)}set role ${role};\n` }, B);
      const ran = await stage.run();
      await truth(stage);
      const owner = await stage.value("select tableowner::text from pg_tables where tablename = 'b'");
      claim(ran.code === 0, `refused for what the file before did: ${lastWords(ran)}`);
      claim(owner === "postgres", "the next file's table belongs to the first one's role");
      await stage.session.script(`drop owned by ${role}; drop role ${role}`);
    },
  },
  {
    name: "temporary tables and prepared statements are left behind",
    run: async (stage) => {
      const left = "create temporary table tmp (id int);\nprepare q as select 1;\n";
      await stage.write(plain("20240101", "a", left), plain("20240102", "b", left));
      const ran = await stage.run();
      await truth(stage);
      claim(ran.code === 0, `refused for what the file before left: ${lastWords(ran)}`);
    },
  },
  {
    name: "a file gives all advisory locks away, two runners",
    run: async (stage) => {
      await stage.write(A, plain("20240102", "b", "select pg_advisory_unlock_all();\nselect pg_sleep(1.5);\n"));
      const first = stage.start();
      await stage.until(
        "select count(*)::int from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()",
        1,
      );
      const second = await stage.run();
      const ran = await first.ended;
      await truth(stage);
      claim(
        [ran, second].every(({ code, output }) => code === 0 || !/already exists|duplicate key/.test(output)),
        "the two ran into each other",
      );
    },
  },
  {
    name: "a file drops the schema of the history",
    run: async (stage) => {
      await stage.write(A);
      await stage.run();
      await stage.write({ ...B, up: `drop schema public cascade;\ncreate schema public;\n${String(B.up)}` });
      const ran = await stage.run();
      const applied = await stage.applied();
      const [a, b] = [await stage.rows("a"), await stage.rows("b")];
      if (ran.code === 0) claim(applied.includes("b") && b === 1, "exit 0, and the history is gone");
      else claim(a === 1 && b === -1 && applied.includes("a"), "failed, and the schema with its history is gone");
    },
  },
  {
    name: "a rollback fails in its middle",
    run: async (stage) => {
      await stage.write(A, BAD_DOWN);
      await stage.run();
      const ran = await stage.run({ direction: "down" });
      refused(ran, "the rollback failed");
      await truth(stage);
      claim((await stage.rows("b")) === 1, "half undone");
    },
  },
  {
    name: "the folder is gone",
    run: async (stage) => {
      await withA(stage);
      await rename(stage.folder, `${stage.folder}-away`);
      const ran = await stage.run();
      await rename(`${stage.folder}-away`, stage.folder);
      refused(ran, "no folder");
      await truth(stage, ["a"]);
    },
  },
  {
    name: "a file without a date lies in the folder",
    run: async (stage) => {
      await stage.write(A);
      await writeFile(join(stage.folder, "init.sql"), "create table init ();\n");
      const ran = await stage.run();
      claim(ran.code !== 0 || /init\.sql/.test(ran.output), "passed over without a word");
    },
  },
];
