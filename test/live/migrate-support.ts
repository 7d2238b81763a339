// A database and a folder for each test, and the commands run in this process with real files and sessions.
import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Session } from "../../src/catalog/index.ts";
import type { Answer, World } from "../../src/command/index.ts";
import { command as baseline } from "../../src/commands/db-baseline.ts";
import { command as create } from "../../src/commands/db-create.ts";
import { command as dump } from "../../src/commands/db-dump.ts";
import { command as migrate } from "../../src/commands/db-migrate.ts";
import { command as redo } from "../../src/commands/db-redo.ts";
import { command as repair } from "../../src/commands/db-repair.ts";
import { command as rollback } from "../../src/commands/db-rollback.ts";
import { command as status } from "../../src/commands/db-status.ts";
import { command as verify } from "../../src/commands/db-verify.ts";
import { isBackwrightError } from "../../src/kit/index.ts";
import { testWorld, type CliOptions } from "../support/world.ts";

const COMMANDS = { baseline, create, dump, migrate, redo, repair, rollback, status, verify } as const;
const ASKING: ReadonlySet<string> = new Set(["baseline", "migrate", "redo", "repair", "rollback"]);

export interface Server extends AsyncDisposable {
  createDatabase(name: string): Promise<string>;
}

/** A PostgreSQL of our own; or, where BACKWRIGHT_TEST_SERVER names one (its URL without a database), that one. */
export async function startServer(): Promise<Server> {
  const world = await testWorld([]);
  const given = process.env["BACKWRIGHT_TEST_SERVER"];
  if (given === undefined) return world.engines.start();
  return {
    createDatabase: async (name) => {
      await using session = await world.databases.open({ url: `${given}/postgres` });
      await session.script(`create database "${name}"`);
      return `${given}/${name}`;
    },
    [Symbol.asyncDispose]: async () => undefined,
  };
}

export interface Bench extends AsyncDisposable {
  readonly url: string;
  readonly folder: string;
  /** A session beside the runner's. */
  readonly session: Session;
  /** Writes files into `migrations/`. */
  write(files: Readonly<Record<string, string | Uint8Array>>): Promise<void>;
  remove(file: string): Promise<void>;
  run(command: keyof typeof COMMANDS, input?: Input, options?: CliOptions): Promise<Result>;
  /** The first column of the first row. */
  value(sql: string): Promise<unknown>;
}

type Input = Readonly<Record<string, unknown>>;

/** What a run came to: an answer, or an error's code with its message. */
export interface Result {
  readonly exitCode: number;
  readonly data: unknown;
  readonly text: string;
  /** The page; empty where the command has none. */
  readonly html: string;
  readonly error: string | undefined;
  readonly message: string;
}

/** An empty database and an empty folder. */
export async function openBench(server: Server): Promise<Bench> {
  const url = await server.createDatabase(`bench_${randomUUID().replaceAll("-", "").slice(0, 12)}`);
  const folder = await mkdtemp(join(tmpdir(), "backwright-migrate-"));
  await mkdir(join(folder, "migrations"));
  const session = await (await testWorld([])).databases.open({ url });
  return {
    url,
    folder,
    session,
    write: async (files) => {
      for (const [name, text] of Object.entries(files)) await writeFile(join(folder, "migrations", name), text);
    },
    remove: (file) => rm(join(folder, "migrations", file)),
    run: async (name, input = {}, options = {}) => {
      const world = await testWorld([], { cwd: folder, ...options });
      const connection = name === "create" ? {} : { connection: url };
      const consent = ASKING.has(name) && options.answers === undefined ? { yes: true } : {};
      return runCommand(COMMANDS[name], { ...connection, ...consent, ...input }, world);
    },
    value: async (sql) => Object.values((await session.query(sql))[0] ?? {})[0],
    [Symbol.asyncDispose]: async () => {
      await session[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Runnable {
  execute(raw: Input, world: World): Promise<Answer>;
}

async function runCommand(command: Runnable, input: Input, world: World): Promise<Result> {
  try {
    const answer = await command.execute(input, world);
    const { exitCode, data } = answer;
    const html = answer.render("html") ?? "";
    return { exitCode, data, text: answer.text(LOOK), html, error: undefined, message: "" };
  } catch (error) {
    if (!isBackwrightError(error)) throw error;
    return { exitCode: error.exitCode, data: undefined, text: "", html: "", error: error.code, message: error.message };
  }
}

const same = (text: string): string => text;
const LOOK = { columns: 100, paint: { bold: same, dim: same, red: same, green: same, yellow: same, cyan: same } };
