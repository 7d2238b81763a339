// The runner and its peers, each with the files and the words that its own documents ask for.
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Session } from "../../../src/catalog/index.ts";

const root = join(import.meta.dirname, "..", "..", "..");

/** A migration as every runner can have it: `date` orders, `title` names. */
export interface Migration {
  /** YYYYMMDD */
  readonly date: string;
  readonly title: string;
  readonly up: string | Uint8Array;
  readonly down?: string;
  /** The file says that it must not be in a transaction. */
  readonly alone?: boolean;
  /** Bytes in front of everything in the file. */
  readonly mark?: Uint8Array;
}

export interface Ran {
  readonly code: number;
  readonly output: string;
}

export interface Running {
  readonly ended: Promise<Ran>;
  kill(signal?: NodeJS.Signals): void;
}

export interface Runner {
  readonly name: string;
  readonly version: string;
  write(folder: string, migration: Migration): Promise<void>;
  remove(folder: string, migration: Pick<Migration, "date" | "title">): Promise<void>;
  start(words: { readonly url: string; readonly folder: string; readonly direction: "up" | "down" }): Running;
  /** Titles that its history takes as applied; undefined: it has no history yet. */
  applied(session: Session): Promise<readonly string[]>;
  /** SQL that moves the time of the first row of its history ten years ahead; none: it keeps no time. */
  readonly clock: string | undefined;
  /** Its history's table. */
  readonly table: string;
  /** SQL that puts a row of a migration that never was into its history. */
  readonly stray: string;
}

const bytesOf = (text: string | Uint8Array): Uint8Array => (typeof text === "string" ? Buffer.from(text) : text);

const joined = (...parts: readonly (string | Uint8Array | undefined)[]): Uint8Array =>
  Buffer.concat(parts.map((part) => bytesOf(part ?? "")));

function launch(program: string, words: readonly string[], env: NodeJS.ProcessEnv = {}): Running {
  const child: ChildProcess = spawn(program, [...words], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk) => {
      // A flood must not fill this process.
      if (output.length < 200_000) output += String(chunk);
    });
  const limit = setTimeout(() => child.kill("SIGKILL"), 60_000);
  const ended = new Promise<Ran>((resolve) => {
    child.once("error", (error) => resolve({ code: 127, output: String(error) }));
    child.once("close", (code, signal) => {
      clearTimeout(limit);
      resolve({ code: code ?? 128, output: `${output}${signal === null ? "" : `\n[${signal}]`}` });
    });
  });
  return { ended, kill: (signal = "SIGKILL") => void child.kill(signal) };
}

async function column(session: Session, sql: string): Promise<readonly string[]> {
  const rows = await session.query(sql).catch(() => []);
  return rows.map((row) => String(Object.values(row)[0]));
}

const titleOf = (name: string): string => /[a-z][a-z_0-9]*$/.exec(name.replace(/\.[a-z]+$/, ""))?.[0] ?? name;

export function ours(): Runner {
  const tsx = pathToFileURL(createRequire(join(root, "package.json")).resolve("tsx")).href;
  const compiled = process.env["BACKWRIGHT_COMPILED"];
  const head = compiled === undefined ? ["--import", tsx, join(import.meta.dirname, "ours-cli.mjs")] : [compiled];
  const path = (folder: string, { date, title }: Pick<Migration, "date" | "title">, end = ""): string =>
    join(folder, `${date}_${title}${end}.sql`);
  return {
    name: "ours",
    version: "",
    table: "backwright_migrations",
    stray:
      "insert into backwright_migrations (id, checksum, raw_checksum, state) values ('20200101_never', 'x', 'x', 'applied')",
    clock: "update backwright_migrations set recorded_at = recorded_at + interval '10 years' where id like '%_a'",
    write: async (folder, migration) => {
      const alone = migration.alone === true ? "-- backwright:no-transaction\n" : "";
      await writeFile(path(folder, migration), joined(migration.mark, alone, migration.up));
      if (migration.down !== undefined) await writeFile(path(folder, migration, "_rollback"), migration.down);
    },
    remove: async (folder, migration) => {
      await rm(path(folder, migration));
      await rm(path(folder, migration, "_rollback"), { force: true });
    },
    start: ({ url, folder, direction }) =>
      launch(process.execPath, [
        ...head,
        "db",
        direction === "up" ? "migrate" : "rollback",
        ...`--yes --connection ${url} --migrations ${folder} --lock-timeout 1s --lock-tries 3 --wait 3s`.split(" "),
      ]),
    applied: async (session) =>
      (await column(session, "select id from backwright_migrations where state = 'applied' order by id")).map(titleOf),
  };
}

function versionOf(packages: string, name: string): string | undefined {
  const path = join(packages, "node_modules", name, "package.json");
  if (!existsSync(path)) return undefined;
  const { version } = JSON.parse(readFileSync(path, "utf8")) as { readonly version: string };
  return version;
}

const drive = (packages: string, peer: string): Runner["start"] => {
  const script = join(import.meta.dirname, "peer-drive.mjs");
  return ({ url, folder, direction }) => launch(process.execPath, [script, peer, packages, url, folder, direction]);
};

function dbmate(packages: string, version: string): Runner {
  const program = join(packages, "node_modules", "@dbmate", `${process.platform}-${process.arch}`, "bin", "dbmate");
  const path = (folder: string, { date, title }: Pick<Migration, "date" | "title">): string =>
    join(folder, `${date}000000_${title}.sql`);
  return {
    name: "dbmate",
    version,
    table: "schema_migrations",
    stray: "insert into schema_migrations values ('20200101000000')",
    clock: undefined,
    write: async (folder, migration) => {
      const option = migration.alone === true ? " transaction:false" : "";
      const down = `\n-- migrate:down${option}\n${migration.down ?? ""}\n`;
      await writeFile(path(folder, migration), joined(migration.mark, `-- migrate:up${option}\n`, migration.up, down));
    },
    remove: (folder, migration) => rm(path(folder, migration)),
    start: ({ url, folder, direction }) =>
      launch(program, [
        "--url",
        url,
        "--migrations-dir",
        folder,
        "--no-dump-schema",
        direction === "up" ? "up" : "rollback",
      ]),
    // It keeps versions only: the bench's dates stand for their titles.
    applied: async (session) => {
      const versions = await column(session, "select version from schema_migrations order by 1");
      return versions.map((one) => TITLES.get(one.slice(0, 8)) ?? one);
    },
  };
}

/** For runners that record a version and no name. */
const TITLES = new Map<string, string>();

function nodePgMigrate(packages: string, version: string): Runner {
  const stamp = (date: string): number =>
    Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6)));
  const path = (folder: string, { date, title }: Pick<Migration, "date" | "title">, end = "sql"): string =>
    join(folder, `${stamp(date)}_${title}.${end}`);
  return {
    name: "node-pg-migrate",
    version,
    table: "pgmigrations",
    stray: "insert into pgmigrations (name, run_on) values ('1577836800000_never', '2020-01-01')",
    clock: "update pgmigrations set run_on = run_on + interval '10 years' where name like '%_a'",
    start: drive(packages, "node-pg-migrate"),
    write: async (folder, migration) => {
      const { up, down = "", alone, mark } = migration;
      if (alone !== true) {
        await writeFile(
          path(folder, migration),
          joined(mark, "-- Up Migration\n", up, "\n-- Down Migration\n", down, "\n"),
        );
        return;
      }
      const sql = JSON.stringify(Buffer.from(bytesOf(up)).toString());
      const text = `exports.up = (pgm) => { pgm.noTransaction(); pgm.sql(${sql}); };\nexports.down = (pgm) => { pgm.noTransaction(); pgm.sql(${JSON.stringify(down)}); };\n`;
      await writeFile(path(folder, migration, "cjs"), text);
    },
    remove: async (folder, migration) => {
      await rm(path(folder, migration), { force: true });
      await rm(path(folder, migration, "cjs"), { force: true });
    },
    applied: async (session) => (await column(session, "select name from pgmigrations order by id")).map(titleOf),
  };
}

function postgrator(packages: string, version: string): Runner {
  const path = (folder: string, { date, title }: Pick<Migration, "date" | "title">, verb = "do"): string =>
    join(folder, `${date}.${verb}.${title}.sql`);
  return {
    name: "postgrator",
    version,
    table: "schemaversion",
    stray: "insert into schemaversion (version, name) values (20200101, 'never')",
    clock: "update schemaversion set run_at = run_at + interval '10 years' where name = 'a'",
    start: drive(packages, "postgrator"),
    write: async (folder, migration) => {
      await writeFile(path(folder, migration), joined(migration.mark, migration.up));
      await writeFile(path(folder, migration, "undo"), migration.down ?? "select 1;");
    },
    remove: async (folder, migration) => {
      await rm(path(folder, migration));
      await rm(path(folder, migration, "undo"));
    },
    applied: (session) => column(session, "select name from schemaversion where version > 0 order by version"),
  };
}

function knex(packages: string, version: string): Runner {
  const path = (folder: string, { date, title }: Pick<Migration, "date" | "title">, end = "cjs"): string =>
    end === "cjs" ? join(folder, `${date}_${title}.cjs`) : join(`${folder}-sql`, `${date}_${title}.${end}`);
  return {
    name: "knex",
    version,
    table: "knex_migrations",
    stray: "insert into knex_migrations (name, batch, migration_time) values ('20200101_never.cjs', 1, '2020-01-01')",
    clock: "update knex_migrations set migration_time = migration_time + interval '10 years' where name like '%_a.cjs'",
    start: drive(packages, "knex"),
    // SQL of its own is kept in a file beside the code, as people do who write SQL.
    write: async (folder, migration) => {
      await mkdir(`${folder}-sql`, { recursive: true });
      await writeFile(path(folder, migration, "up.sql"), joined(migration.mark, migration.up));
      await writeFile(path(folder, migration, "down.sql"), migration.down ?? "select 1;");
      const read = (end: string): string =>
        `(knex) => knex.raw(require("node:fs").readFileSync(${JSON.stringify(path(folder, migration, end))}, "utf8").replaceAll("?", "\\\\?"))`;
      const config = migration.alone === true ? "exports.config = { transaction: false };\n" : "";
      await writeFile(
        path(folder, migration),
        `exports.up = ${read("up.sql")};\nexports.down = ${read("down.sql")};\n${config}`,
      );
    },
    remove: (folder, migration) => rm(path(folder, migration)),
    applied: async (session) => (await column(session, "select name from knex_migrations order by id")).map(titleOf),
  };
}

const PEERS = [
  ["dbmate", dbmate],
  ["node-pg-migrate", nodePgMigrate],
  ["postgrator", postgrator],
  ["knex", knex],
] as const;

/** The peers that are installed in a folder; the others by name. */
export function peersIn(packages: string | undefined): {
  readonly there: readonly Runner[];
  readonly absent: readonly string[];
} {
  const found = PEERS.map(([name, make]) => {
    const version = packages === undefined ? undefined : versionOf(packages, name);
    return { name, runner: packages === undefined || version === undefined ? undefined : make(packages, version) };
  });
  return {
    there: found.flatMap(({ runner }) => runner ?? []),
    absent: found.flatMap(({ name, runner }) => (runner === undefined ? [name] : [])),
  };
}

/** Tells the runners that record versions only what the bench calls a migration. */
export function remember({ date, title }: Pick<Migration, "date" | "title">): void {
  TITLES.set(date, title);
}
