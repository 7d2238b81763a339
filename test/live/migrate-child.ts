// Runs `db migrate` or `db rollback` in a process of its own, so that it can be killed: from outside, or by itself at the
// n-th call to the database.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Databases, Session } from "../../src/catalog/index.ts";
import { command as migrate } from "../../src/commands/db-migrate.ts";
import { command as rollback } from "../../src/commands/db-rollback.ts";
import { testWorld } from "../support/world.ts";

/** Where a process dies: before a call is sent, when it has been sent, or when its answer has come. */
export const PHASES = ["before", "sent", "after"] as const;
export type Phase = (typeof PHASES)[number];

export interface ChildRun {
  readonly url: string;
  readonly folder: string;
  readonly command?: "migrate" | "rollback";
  /** 1-based; the child kills itself there. */
  readonly dieAt?: { readonly call: number; readonly phase: Phase };
}

export interface Child {
  kill(): void;
  /** Rejects with the program's last words when it ends by itself. */
  readonly died: Promise<never>;
  /** How it ended, and how many calls it made where it did so by itself. */
  readonly ended: Promise<{ readonly code: number | null; readonly killed: boolean; readonly calls: number }>;
}

/** Starts this very file as a program; BACKWRIGHT_CHILD_SCRIPT names a bundle of it, for a bench that starts a thousand of them. */
export function startChild({ url, folder, command = "migrate", dieAt }: ChildRun): Child {
  const bundle = process.env["BACKWRIGHT_CHILD_SCRIPT"];
  const program = bundle === undefined ? ["--import", "tsx", fileURLToPath(import.meta.url)] : [bundle];
  const child = spawn(process.execPath, program, {
    env: {
      ...process.env,
      BACKWRIGHT_CHILD_URL: url,
      BACKWRIGHT_CHILD_FOLDER: folder,
      BACKWRIGHT_CHILD_COMMAND: command,
      BACKWRIGHT_CHILD_DIES: dieAt === undefined ? "" : `${dieAt.call} ${dieAt.phase}`,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let words = "";
  let calls = "";
  child.stderr.on("data", (chunk) => {
    words += String(chunk);
  });
  child.stdout.on("data", (chunk) => {
    calls += String(chunk);
  });
  const died = new Promise<never>((_, reject) => {
    child.on("close", (code) => reject(new Error(`the child ended with ${code}: ${words}`)));
  });
  died.catch(() => undefined);
  const ended = new Promise<Awaited<Child["ended"]>>((resolve) => {
    child.on("close", (code, signal) => resolve({ code, killed: signal === "SIGKILL", calls: Number(calls) }));
  });
  return { kill: () => void child.kill("SIGKILL"), died, ended };
}

let calls = 0;

/** Counts every call to the database, and ends this process at the chosen one. */
function mortal(databases: Databases, call: number, phase: string): Databases {
  const passing = async <Result>(run: () => Promise<Result>): Promise<Result> => {
    calls += 1;
    if (calls !== call) return run();
    if (phase === "before") return die();
    const result = run();
    if (phase === "after") await result.catch(() => undefined);
    else await new Promise((resolve) => setImmediate(resolve));
    return die();
  };
  return { open: async (target, options) => mortalSession(await databases.open(target, options), passing) };
}

function mortalSession(session: Session, passing: <Result>(run: () => Promise<Result>) => Promise<Result>): Session {
  const { serverVersion, database, user, where } = session;
  return {
    serverVersion,
    database,
    user,
    where,
    query: (sql, parameters) => passing(() => session.query(sql, parameters)),
    script: (sql) => passing(() => session.script(sql)),
    copyIn: (sql, rows) => passing(async () => session.copyIn?.(sql, rows)),
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  };
}

function die(): Promise<never> {
  process.kill(process.pid, "SIGKILL");
  return new Promise(() => undefined);
}

const {
  BACKWRIGHT_CHILD_URL: connection,
  BACKWRIGHT_CHILD_FOLDER: cwd,
  BACKWRIGHT_CHILD_COMMAND: name,
  BACKWRIGHT_CHILD_DIES: dies = "",
} = process.env;
if (connection !== undefined && cwd !== undefined) {
  const world = await testWorld([], { cwd });
  const [call = "0", phase = ""] = dies.split(" ");
  const databases = mortal(world.databases, Number(call), phase);
  const input = { connection, yes: true, ...(name === "rollback" ? { all: true } : {}) };
  const command = name === "rollback" ? rollback : migrate;
  process.exitCode = (await command.execute(input, { ...world, databases })).exitCode;
  console.log(calls);
}
