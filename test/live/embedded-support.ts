import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import type { Session } from "../../src/catalog/index.ts";
import type { Engines } from "../../src/command/index.ts";
import { createEngines } from "../../src/edge/embedded/index.ts";
import { createDatabases } from "../../src/edge/postgres/index.ts";
import { createFiles, createProcesses } from "../../src/edge/system/index.ts";

export const databases = createDatabases({ env: {} });

/** The engines of this machine, with a cache of their own where one is given. */
export function engines(cache?: string): Engines {
  const env = cache === undefined ? process.env : { ...process.env, BACKWRIGHT_CACHE: cache };
  const cwd = process.cwd();
  return createEngines({ env, files: createFiles(cwd, env), processes: createProcesses({ cwd, env }) });
}

/** Where a running server is, by its own words. */
export interface Whereabouts {
  readonly folder: string;
  readonly data: string;
  readonly postmaster: number;
  /** The System V segment of its data directory, as a system without /proc does not show it. */
  readonly segment: string;
  readonly token: string;
}

export async function whereabouts(session: Session): Promise<Whereabouts> {
  const [row] = await session.query(
    `select current_setting('unix_socket_directories') as sockets, current_setting('data_directory') as data,
       current_setting('cluster_name') as token`,
  );
  const lock = readFileSync(`${String(row?.["data"])}/postmaster.pid`, "utf8").split("\n");
  return {
    folder: dirname(String(row?.["sockets"])),
    data: String(row?.["data"]),
    postmaster: Number(lock[0]),
    segment: lock[6]?.trim().split(/\s+/)[1] ?? "",
    token: String(row?.["token"]),
  };
}

const LIMIT_MS = 30_000;

/** Waits until nothing of a server is left, and answers what still is when that takes too long. */
export async function leftAfterAll(server: Whereabouts): Promise<readonly string[]> {
  for (let waited = 0; waited < LIMIT_MS && leftOf(server).length > 0; waited += 10) await pause(10);
  return leftOf(server);
}

export function leftOf(server: Whereabouts): readonly string[] {
  return [
    ...(existsSync(server.folder) ? [server.folder] : []),
    ...processesWith(server.token),
    ...(segments().includes(server.segment) ? [`segment ${server.segment}`] : []),
  ];
}

function processesWith(token: string): readonly string[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc").flatMap((pid) => {
    try {
      const line = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
      return line.includes(token) ? [line] : [];
    } catch {
      return [];
    }
  });
}

function segments(): readonly string[] {
  if (!existsSync("/proc/sysvipc/shm")) return [];
  const rows = readFileSync("/proc/sysvipc/shm", "utf8").split("\n").slice(1);
  return rows.map((row) => row.trim().split(/\s+/)[1] ?? "");
}

export interface Holder {
  readonly process: ChildProcess;
  readonly url: string;
  readonly where: Whereabouts;
}

/** Another Node that starts a server and then waits, exits or throws. */
export async function startHolder(
  words: { readonly next: "wait" | "exit" | "throw"; readonly data?: string; readonly cache?: string },
  how: { readonly uid?: number; readonly gid?: number } = {},
): Promise<Holder> {
  const script = new URL("./embedded-holder.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, ["--import", "tsx", script, JSON.stringify(words)], {
    stdio: ["ignore", "pipe", words.next === "throw" ? "ignore" : "inherit"],
    ...how,
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const { url, where } = JSON.parse(line) as Pick<Holder, "url" | "where">;
    return { process: child, url, where };
  }
  throw new Error("the holder said nothing");
}
