import { spawn, type ChildProcess } from "node:child_process";
import { realpathSync } from "node:fs";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { ProbeRequest, ProbeResult, Probes } from "../../command/index.ts";
import { probeDump } from "./dump.ts";
import { permissionFlags } from "./flags.ts";
import { REQUEST, type ChildRequest } from "./request.ts";
import { childScript } from "./script.ts";
import { surroundings } from "./surroundings.ts";

const LIMIT = { answerBytes: 32_000_000, errorBytes: 64_000, memoryMb: 1_024, graceMs: 2_000 } as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** Probes with the Node that runs us. */
export const createProbes = (env: Environment): Probes => ({
  probe: async (request, signal) => {
    signal.throwIfAborted();
    const child = launch(request, env);
    const answer = collect(child.stdio[PIPE], LIMIT.answerBytes);
    const errors = collect(child.stderr, LIMIT.errorBytes);
    child.stdout?.resume();
    const killed = (): void => kill(child);
    process.once("exit", killed);
    const isEnded = await ended(child, request.timeoutMs + LIMIT.graceMs, signal).finally(killed);
    process.off("exit", killed);
    signal.throwIfAborted();
    return resultOf(await answer, isEnded, await errors);
  },
});

const PIPE = 3;

function launch(request: ProbeRequest, env: Environment): ChildProcess {
  const { args, input } = childScript();
  const told: ChildRequest = {
    root: realpathSync(request.root),
    entry: request.entry,
    aliases: request.aliases,
    own: fileURLToPath(import.meta.url),
    stopAfterMs: request.timeoutMs,
  };
  const child = spawn(
    process.execPath,
    [...permissionFlags(process.version), `--max-old-space-size=${LIMIT.memoryMb}`, ...args],
    {
      cwd: request.root,
      env: { ...surroundings(env, request.env), [REQUEST]: JSON.stringify(told) },
      stdio: ["pipe", "pipe", "pipe", "pipe"],
      windowsHide: true,
      detached: process.platform !== "win32",
    },
  );
  child.stdin?.on("error", () => undefined).end(input);
  return child;
}

/** All that a stream gives, up to a number of bytes; what is more is lost, and the text then unreadable. */
async function collect(stream: unknown, limit: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  if (!isReadable(stream)) return "";
  stream.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= limit) chunks.push(chunk);
  });
  await new Promise<void>((resolve) => void stream.once("close", resolve).on("error", () => resolve()));
  return Buffer.concat(chunks).toString("utf8");
}

const isReadable = (stream: unknown): stream is Readable =>
  typeof stream === "object" && stream !== null && "once" in stream && "on" in stream;

/** True when it ended by itself in time. */
function ended(child: ChildProcess, ms: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(false), ms);
    const stop = (): void => resolve(false);
    signal.addEventListener("abort", stop, { once: true });
    const done = (): void => {
      clearTimeout(late);
      signal.removeEventListener("abort", stop);
      resolve(true);
    };
    child.once("exit", done).once("error", done);
  });
}

/** With everything that it may have started. */
function kill(child: ChildProcess): void {
  const { pid } = child;
  try {
    if (pid !== undefined && process.platform !== "win32") process.kill(-pid, "SIGKILL");
    else child.kill("SIGKILL");
  } catch {
    // Nobody is left.
  }
}

function resultOf(answer: string, isEnded: boolean, errors: string): ProbeResult {
  const parsed = probeDump.safeParse(jsonOf(answer));
  if (parsed.success) return { failure: undefined, ...parsed.data };
  const reason = errors.trim().split("\n").slice(-3).join(" ").slice(-500);
  const nothing = { applications: 0, routes: [], stopped: [], stubbed: [], wanted: [], warnings: [] };
  const failure = { reason, module: null, place: null, exitCode: null };
  return { ...nothing, outcome: isEnded ? "broken" : "stuck", failure };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
