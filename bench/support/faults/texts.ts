// What stands in a file: broken, foreign, or meant for another program.
import { symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { A, B, Cannot, claim, lastWords, plain, recovers, refused, truth, type Stage } from "./stage.ts";
import type { NamedFault } from "./faults.ts";

const broken = (middle: string) => plain("20240102", "b", middle);

/** A file that the server refuses: said, rolled back, and mended it runs. */
async function failing(stage: Stage, middle: string): Promise<void> {
  await stage.write(A, broken(middle));
  refused(await stage.run(), "a statement failed");
  await truth(stage);
  await stage.write(B);
  await recovers(stage);
}

/** A file with control of transactions of its own: refused, or done as a whole. */
async function controlling(stage: Stage, middle: string, clear?: string): Promise<void> {
  await stage.write(A, { ...B, up: `create table b (id int);\n${middle}insert into b select 1 from later;\n` });
  const ran = await stage.run();
  refused(ran, "a statement failed");
  if (clear !== undefined) await stage.session.script(clear).catch(() => undefined);
  await truth(stage);
  await stage.write(B);
  await recovers(stage);
}

export const texts: readonly NamedFault[] = [
  { name: "syntax error in the middle", run: (stage) => failing(stage, "creat tabel nothing;\n") },
  { name: "a statement fails in the middle", run: (stage) => failing(stage, "select nothing from nowhere;\n") },
  {
    name: "a deferred constraint fails at COMMIT",
    run: (stage) =>
      failing(
        stage,
        "create table f (id int primary key, up int references f deferrable initially deferred);\ninsert into f values (1, 2);\n",
      ),
  },
  {
    name: "enum ADD VALUE, used in the same file",
    run: async (stage) => {
      await stage.session.script("create type mood as enum ('sad')");
      await failing(stage, "alter type mood add value 'ok';\nselect 'ok'::mood;\n");
    },
  },
  { name: "COMMIT inside of a file that then fails", run: (stage) => controlling(stage, "commit;\n") },
  {
    name: "PREPARE TRANSACTION inside of a file",
    run: (stage) => controlling(stage, "prepare transaction 'p';\n", "rollback prepared 'p'"),
  },
  {
    name: "CRLF",
    run: async (stage) => {
      const up = String(plain("20240102", "b", "select 'it''s;'; -- why\n/* ; */\n").up).replaceAll("\n", "\r\n");
      await stage.write(A, { ...B, up });
      await recovers(stage);
    },
  },
  {
    name: "a byte order mark",
    run: async (stage) => {
      await stage.write(A, { ...B, mark: Buffer.from([0xef, 0xbb, 0xbf]) });
      const ran = await stage.run();
      await truth(stage);
      if (ran.code === 0) claim((await stage.applied()).includes("b"), "exit 0, and never run");
      else throw new Cannot(lastWords(ran));
    },
  },
  {
    name: "a file in Latin-1",
    run: async (stage) => {
      const up = Buffer.from(
        "create table b (id int);\ninsert into b values (1);\ncreate table w (w text);\ninsert into w values ('größe');\n",
        "latin1",
      );
      await stage.write(A, { ...B, up });
      const ran = await stage.run();
      await truth(stage);
      if (ran.code === 0)
        claim((await stage.value("select w from w")) === "größe", "exit 0, and other letters are stored");
    },
  },
  {
    name: "a file that says client_encoding = LATIN1",
    run: async (stage) => {
      await stage.write(
        A,
        plain(
          "20240102",
          "b",
          "set client_encoding = 'LATIN1';\ncreate table w (w text);\ninsert into w values ('größe');\n",
        ),
      );
      const ran = await stage.run();
      await truth(stage);
      if (ran.code === 0)
        claim((await stage.value("select w from w")) === "größe", "exit 0, and other letters are stored");
    },
  },
  {
    name: "a file in UTF-16",
    run: async (stage) => {
      await stage.write(A, { ...B, up: Buffer.from(String(B.up), "utf16le"), mark: Buffer.from([0xff, 0xfe]) });
      const ran = await stage.run();
      await truth(stage);
      if (ran.code === 0)
        claim((await stage.applied()).includes("b") && (await stage.rows("b")) === 1, "exit 0, and never run");
    },
  },
  {
    name: "an empty file",
    run: async (stage) => {
      await stage.write(A, { date: "20240102", title: "empty", up: "-- to be written\n" });
      refused(await stage.run(), "recorded as applied, and nothing was in it");
    },
  },
  {
    name: "psql: \\set and a variable",
    run: async (stage) => {
      await stage.write(A, { ...B, up: `\\set one 1\ncreate table b (id int);\ninsert into b values (:one);\n` });
      const ran = await stage.run();
      await truth(stage);
      if (ran.code !== 0) throw new Cannot(lastWords(ran));
    },
  },
  {
    name: "psql: \\i out of the folder",
    run: async (stage) => {
      await writeFile(join(dirname(stage.folder), "outside.sql"), "create table outside ();\n");
      await stage.write(A, { ...B, up: `\\i ../outside.sql\n${String(B.up)}` });
      const ran = await stage.run();
      claim((await stage.rows("outside")) === -1, "it was read and run");
      refused(ran, "\\i out of the folder");
      await truth(stage);
    },
  },
  {
    name: "psql: \\i by a link out of the folder",
    run: async (stage) => {
      await writeFile(join(dirname(stage.folder), "outside.sql"), "create table outside ();\n");
      await stage.write(A, { ...B, up: `\\i link.txt\n${String(B.up)}` });
      await symlink(join(dirname(stage.folder), "outside.sql"), join(stage.folder, "link.txt"));
      const ran = await stage.run();
      claim((await stage.rows("outside")) === -1, "it was read and run");
      refused(ran, "\\i out of the folder");
      await truth(stage);
    },
  },
  {
    name: "a flood of notices",
    run: async (stage) => {
      const flood =
        "do $$ begin for i in 1..100000 loop raise notice 'line % %', i, repeat('x', 200); end loop; end $$;\n";
      await stage.write(A, plain("20240102", "b", flood));
      await recovers(stage);
    },
  },
  {
    name: "words that look like marks and ends of statements",
    run: async (stage) => {
      const middle =
        "create function f() returns text language plpgsql as $body$ begin return '$$;'; -- ; it's\nend $body$;\n" +
        "select $$a;b$$, 'it''s;', E'\\\\';\n/* ; /* nested; */ */\n";
      await stage.write(A, plain("20240102", "b", middle));
      const ran = await stage.run();
      await truth(stage);
      if (ran.code !== 0) throw new Cannot(lastWords(ran));
    },
  },
];
