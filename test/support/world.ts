import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Prompts, Stream, World } from "../../src/command/index.ts";
import { createPrompts } from "../../src/edge/terminal/index.ts";
import { runCommandLine } from "../../src/main/index.ts";
import { buildWorld } from "../../src/main/world.ts";

export interface CliOptions {
  readonly bin?: string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal;
  /** Answers of a terminal, in the order of the questions; none: there is no terminal. */
  readonly answers?: readonly (boolean | string)[];
  readonly world?: Partial<World>;
}

/** stdout, stderr and exit code as one value. */
export interface CliResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a whole command line in this process, with real files and databases but streams in memory. */
export async function runCli(words: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const stdout = memoryStream();
  const stderr = memoryStream();
  const world = await testWorld(words, options, { stdout, stderr });
  const code = await runCommandLine(world);
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

interface Streams {
  readonly stdout: Stream;
  readonly stderr: Stream;
}

/** The real world with given words, streams, environment and answers. */
export async function testWorld(
  words: readonly string[],
  options: CliOptions = {},
  streams: Streams = { stdout: memoryStream(), stderr: memoryStream() },
): Promise<World> {
  const world = await buildWorld({
    bin: options.bin ?? "backwright",
    cwd: options.cwd ?? process.cwd(),
    signal: options.signal ?? new AbortController().signal,
    argv: words,
    streams,
    // What the user of this machine once said yes to must not answer for a test, nor a test for the user.
    env: { ...process.env, BACKWRIGHT_SETTINGS: join(tmpdir(), `backwright-none-${process.pid}`), ...options.env },
  });
  return { ...world, prompts: scripted(options.answers), ...options.world };
}

export function memoryStream(): Stream & { text(): string } {
  let written = "";
  return {
    isTerminal: false,
    columns: 100,
    color: false,
    write: (text) => {
      written += text;
    },
    text: () => written,
  };
}

function scripted(answers: readonly (boolean | string)[] | undefined): Prompts {
  if (answers === undefined) return createPrompts(false);
  const rest = [...answers];
  return {
    canAsk: true,
    confirm: async () => rest.shift() === true,
    text: async () => String(rest.shift()),
    choose: async () => String(rest.shift()),
  };
}

/** A folder of its own that goes with `await using`. */
export async function temporaryFolder(
  prefix = "backwright-test",
): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), `${prefix}-`));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
