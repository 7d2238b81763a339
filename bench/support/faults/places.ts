// Where it is run: what the role may, what the server lets it, and what stands between.
import { spawnSync } from "node:child_process";
import { chownSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findPgBouncer, startPgBouncer } from "../../../test/live/cluster-support.ts";
import { A, B, claim, lastWords, plain, recovers, refused, truth, type Stage } from "./stage.ts";
import type { NamedFault } from "./faults.ts";

/** The fault cannot be made on this machine. */
export class NotHere extends Error {}

const as = (stage: Stage, role: string): string => stage.cluster.url(stage.database).replace("postgres@", `${role}@`);

async function withRole(stage: Stage, options: string, work: (role: string) => Promise<void>): Promise<void> {
  const role = `r_${stage.database}`;
  await stage.session.script(`create role ${role} login ${options}`);
  try {
    await work(role);
  } finally {
    await stage.session.script(`reassign owned by ${role} to postgres; drop owned by ${role}; drop role ${role}`);
  }
}

async function withSetting(stage: Stage, setting: string, work: () => Promise<void>): Promise<void> {
  await stage.session.script(`alter database ${stage.database} set ${setting}`);
  try {
    await work();
  } finally {
    await stage.session.script(`set default_transaction_read_only = off; alter database ${stage.database} reset all`);
  }
}

const succeeds = (program: string, words: readonly string[]): boolean => spawnSync(program, words).status === 0;

async function fullDisk(stage: Stage): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "backwright-full-"));
  if (!succeeds("mount", ["-t", "tmpfs", "-o", "size=6m", "tmpfs", folder])) {
    rmSync(folder, { recursive: true });
    throw new NotHere("a small disk cannot be mounted");
  }
  const space = join(folder, "space");
  const name = `t_${stage.database}`;
  try {
    mkdirSync(space);
    chownSync(space, 65_534, 65_534);
    await stage.session.script(`create tablespace ${name} location '${space}'`);
    const fill = `create table f (t text) tablespace ${name};\ninsert into f select repeat('x', 1000) from generate_series(1, 20000);\n`;
    await stage.write(A, plain("20240102", "b", fill));
    refused(await stage.run(), "the disk was full");
    await truth(stage);
    await stage.write(B);
    await recovers(stage);
    await stage.session.script(`drop tablespace ${name}`);
  } finally {
    succeeds("umount", ["-l", folder]);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function behindPooler(stage: Stage, settings: Readonly<Record<string, string | number>>): Promise<void> {
  const program = findPgBouncer();
  if (program === undefined) throw new NotHere("no pgbouncer");
  await using pooler = await startPgBouncer(program, { cluster: stage.cluster, mode: "transaction", settings });
  const port = Number(new URL(pooler.url("x")).port);
  // Two server connections are there already, as in a pool in use.
  const warm = await Promise.all([1, 2].map(() => stage.run({ port })));
  claim(warm.length === 2, "");
  await stage.write({ ...A, up: `${String(A.up)}set search_path = nowhere;\nset role pg_read_all_data;\n` }, B);
  const ran = await stage.run({ port });
  await truth(stage);
  const leaked = await stage.value(
    "select count(*)::int from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())",
  );
  claim(leaked === 0, "its lock was left on a connection of the pool: the next run is locked out");
  if (ran.code !== 0) return;
  const users = await import("pg");
  const client = new users.Client({ connectionString: pooler.url(stage.database) });
  await client.connect();
  const seen: string[] = [];
  for (let tries = 0; tries < 6; tries += 1) {
    const { rows } = await client.query<{ readonly p: string; readonly r: string }>(
      "select current_setting('search_path') as p, current_user::text as r",
    );
    seen.push(`${rows[0]?.p} ${rows[0]?.r}`);
  }
  await client.end();
  claim(
    !seen.some((one) => /nowhere|pg_read/.test(one)),
    "its SET was left on a connection of the pool, for other clients",
  );
}

export const places: readonly NamedFault[] = [
  { name: "the server's disk is full", run: fullDisk },
  {
    name: "read-only by default (database)",
    run: async (stage) => {
      await stage.write(A, B);
      await withSetting(stage, "default_transaction_read_only = on", async () => {
        refused(await stage.run(), "read only");
        await truth(stage);
      });
      await recovers(stage);
    },
  },
  {
    name: "a read replica is named",
    run: async (stage) => {
      await stage.write(A, B);
      await using replica = await stage.cluster.replica();
      const ran = await stage.run({ port: replica.port });
      refused(ran, "a replica");
      await truth(stage);
      claim(/replica|read.only|recovery/i.test(ran.output), `does not say why: ${lastWords(ran)}`);
      await recovers(stage);
    },
  },
  {
    name: "no privilege to create anything",
    run: async (stage) => {
      await stage.write(A, B);
      await withRole(stage, "", async (role) => {
        refused(await stage.run({ url: as(stage, role) }), "no privilege");
        await truth(stage);
      });
      await recovers(stage);
    },
  },
  {
    name: "a privilege is missing in the middle of a file",
    run: async (stage) => {
      await stage.session.script("create table theirs (id int)");
      await stage.write(A, plain("20240102", "b", "alter table theirs add column x int;\n"));
      await withRole(stage, "", async (role) => {
        await stage.session.script(
          `grant create, usage on schema public to ${role}; grant create on database ${stage.database} to ${role}`,
        );
        refused(await stage.run({ url: as(stage, role) }), "no privilege");
        await truth(stage);
      });
    },
  },
  {
    name: "the role has one connection",
    run: async (stage) => {
      await stage.write(A, B);
      await withRole(stage, "connection limit 1", async (role) => {
        await stage.session.script(
          `grant create, usage on schema public to ${role}; grant create on database ${stage.database} to ${role}`,
        );
        const ran = await stage.run({ url: as(stage, role) });
        await truth(stage);
        claim(ran.code === 0, `cannot be run: ${lastWords(ran)}`);
      });
    },
  },
  {
    name: "statement_timeout ends a statement",
    run: async (stage) => {
      await stage.write(A, plain("20240102", "b", "select pg_sleep(3);\n"));
      await withSetting(stage, "statement_timeout = '700ms'", async () => {
        refused(await stage.run(), "timed out");
        await truth(stage);
      });
      await stage.write(B);
      await recovers(stage);
    },
  },
  { name: "a pooler in transaction mode", run: (stage) => behindPooler(stage, {}) },
  {
    name: "a pooler in transaction mode that takes its servers in turn",
    run: (stage) => behindPooler(stage, { server_round_robin: 1 }),
  },
];
