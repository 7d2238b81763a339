// Runs `db migrate` in a process of its own, so that it can be killed.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { command } from "../../src/commands/db-migrate.ts";
import { testWorld } from "../support/world.ts";

export interface ChildRun {
  readonly url: string;
  readonly folder: string;
}

export interface Child {
  kill(): void;
  /** Rejects with the program's last words when it ends by itself. */
  readonly died: Promise<never>;
}

/** Starts this very file as a program. */
export function startChild({ url, folder }: ChildRun): Child {
  const child = spawn(process.execPath, ["--import", "tsx", fileURLToPath(import.meta.url)], {
    env: { ...process.env, BACKWRIGHT_CHILD_URL: url, BACKWRIGHT_CHILD_FOLDER: folder },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let words = "";
  child.stderr.on("data", (chunk) => {
    words += String(chunk);
  });
  const died = new Promise<never>((_, reject) => {
    child.on("close", (code) => reject(new Error(`the child ended with ${code}: ${words}`)));
  });
  died.catch(() => undefined);
  return { kill: () => void child.kill("SIGKILL"), died };
}

const { BACKWRIGHT_CHILD_URL: connection, BACKWRIGHT_CHILD_FOLDER: cwd } = process.env;
if (connection !== undefined && cwd !== undefined) {
  const world = await testWorld([], { cwd });
  process.exitCode = (await command.execute({ connection, yes: true }, world)).exitCode;
}
