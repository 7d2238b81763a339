// A PostgreSQL of the machine's own programs that a test may stop, start, copy and put a pooler in front of.
import { spawn, type ChildProcess } from "node:child_process";
import { chown, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { existsSync, openSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Session } from "../../src/catalog/index.ts";
import { testWorld } from "../support/world.ts";

/** Programs of a server refuse to run as root; files and processes then belong to nobody. */
const OWNER = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
const LIMIT_MS = 60_000;

export interface Cluster extends AsyncDisposable {
  readonly port: number;
  readonly data: string;
  url(database?: string): string;
  open(database?: string): Promise<Session>;
  createDatabase(name: string): Promise<string>;
  start(): Promise<void>;
  /** `fast` ends sessions and makes a checkpoint, `immediate` is a crash. */
  stop(how: "fast" | "immediate"): Promise<void>;
  /** A streaming replica of it, ready to be read. */
  replica(): Promise<Cluster>;
}

/** The folder of the newest server of this machine that has the program, too. */
export async function programsWith(program: string): Promise<string | undefined> {
  const { engines } = await testWorld([]);
  const found = (await engines.available()).find(({ path }) => path !== undefined && existsSync(join(path, program)));
  return found?.path;
}

/** A new cluster in a folder of its own; `bin` holds initdb and postgres. */
export async function startCluster(bin: string, settings: Readonly<Record<string, string>> = {}): Promise<Cluster> {
  const folder = await ownFolder();
  const data = join(folder, "data");
  await run(join(bin, "initdb"), [
    "-D",
    data,
    "-U",
    "postgres",
    "--auth=trust",
    "--no-sync",
    "--locale=C",
    "--encoding=UTF8",
  ]);
  return cluster({ bin, folder, data, port: await freePort(), settings });
}

async function ownFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "backwright-cluster-"));
  if (OWNER.uid !== undefined) await chown(folder, OWNER.uid, OWNER.gid);
  return folder;
}

interface Place {
  readonly bin: string;
  readonly folder: string;
  readonly data: string;
  readonly port: number;
  readonly settings: Readonly<Record<string, string>>;
}

async function cluster(place: Place): Promise<Cluster> {
  const { bin, folder, data, port, settings } = place;
  let server: ChildProcess | undefined;
  const url = (database = "postgres"): string => `postgres://postgres@127.0.0.1:${port}/${database}?sslmode=disable`;
  const open = async (database?: string): Promise<Session> =>
    (await testWorld([])).databases.open({ url: url(database) });
  const all = { listen_addresses: "127.0.0.1", unix_socket_directories: folder, fsync: "off", ...settings };
  const made: Cluster = {
    port,
    data,
    url,
    open,
    createDatabase: async (name) => {
      await using session = await open();
      await session.script(`create database "${name}"`);
      return url(name);
    },
    start: async () => {
      const words = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
      const log = openSync(join(folder, "log"), "a");
      const stdio = ["ignore", log, log] as const;
      server = spawn(join(bin, "postgres"), ["-D", data, "-p", String(port), ...words], {
        stdio: [...stdio],
        ...OWNER,
      });
      await untilReady(data, server, join(folder, "log"));
    },
    stop: async (how) => {
      const ending = server;
      server = undefined;
      if (ending === undefined || ending.exitCode !== null) return;
      const ended = new Promise((resolve) => ending.once("exit", resolve));
      ending.kill(how === "fast" ? "SIGINT" : "SIGQUIT");
      await ended;
    },
    replica: () => replicaOf(place),
    [Symbol.asyncDispose]: async () => {
      await made.stop("immediate");
      await rm(folder, { recursive: true, force: true });
    },
  };
  await made.start();
  return made;
}

/** The last line of the lock file is the server's state. */
async function untilReady(data: string, server: ChildProcess, log: string): Promise<void> {
  for (let waited = 0; waited < LIMIT_MS && server.exitCode === null; waited += 20) {
    const lines = (await readFile(join(data, "postmaster.pid"), "utf8").catch(() => "")).split("\n");
    if (Number(lines[0]) === server.pid && lines[7]?.trim() === "ready") return;
    await pause(20);
  }
  throw new Error(`the server did not come up: ${(await readFile(log, "utf8")).slice(-2000)}`);
}

async function replicaOf({ bin, port, settings }: Place): Promise<Cluster> {
  const folder = await ownFolder();
  const data = join(folder, "data");
  const from = ["-h", "127.0.0.1", "-p", String(port), "-U", "postgres"];
  await run(join(bin, "pg_basebackup"), [...from, "-D", data, "-R", "--checkpoint=fast", "--no-sync"]);
  return cluster({ bin, folder, data, port: await freePort(), settings });
}

async function run(program: string, words: readonly string[]): Promise<void> {
  const child = spawn(program, [...words], { stdio: ["ignore", "ignore", "pipe"], ...OWNER });
  let text = "";
  child.stderr.on("data", (chunk) => {
    text += String(chunk);
  });
  const code = await new Promise<unknown>((resolve) => {
    child.once("error", resolve);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Error(`${program}: ${String(code)} ${text}`);
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

export interface Pooler extends AsyncDisposable {
  url(database: string): string;
}

/** Where PgBouncer is; its package puts it where not every user's PATH leads. */
export function findPgBouncer(): string | undefined {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin"];
  return folders.map((folder) => join(folder, "pgbouncer")).find((path) => existsSync(path));
}

/** PgBouncer in front of a cluster. */
export async function startPgBouncer(
  program: string,
  { cluster, mode, settings = {} }: PgBouncerWish,
): Promise<Pooler> {
  const folder = await ownFolder();
  const port = await freePort();
  const own = {
    listen_addr: "127.0.0.1",
    listen_port: port,
    unix_socket_dir: "",
    auth_type: "trust",
    auth_file: join(folder, "users"),
    pool_mode: mode,
    default_pool_size: 4,
    logfile: join(folder, "log"),
    ...settings,
  };
  const lines = Object.entries(own).map(([name, value]) => `${name} = ${value}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "users"), '"postgres" ""\n');
  await writeFile(
    join(folder, "ini"),
    ["[databases]", `* = host=127.0.0.1 port=${cluster.port} user=postgres`, "[pgbouncer]", ...lines, ""].join("\n"),
  );
  const child = spawn(program, ["-q", join(folder, "ini")], { stdio: "ignore", ...OWNER });
  const url = (database: string): string => `postgres://postgres@127.0.0.1:${port}/${database}?sslmode=disable`;
  await untilAnswers(url("postgres"), child);
  return {
    url,
    [Symbol.asyncDispose]: async () => {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      if (child.exitCode === null && child.kill("SIGTERM")) await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface PgBouncerWish {
  readonly cluster: Cluster;
  readonly mode: "session" | "transaction" | "statement";
  readonly settings?: Readonly<Record<string, string | number>>;
}

async function untilAnswers(url: string, child: ChildProcess): Promise<void> {
  const { databases } = await testWorld([]);
  for (let waited = 0; waited < LIMIT_MS && child.exitCode === null; waited += 20) {
    const session = await databases.open({ url }).catch(() => undefined);
    if (session !== undefined) return session[Symbol.asyncDispose]();
    await pause(20);
  }
  throw new Error("the pooler did not come up");
}
