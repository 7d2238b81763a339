import type { Stream, TypedCommand, World } from "../command/index.ts";
import { createPrompts } from "../edge/terminal/index.ts";
import { loadCommand } from "./find.ts";
import { buildWorld } from "./world.ts";

/** How a library call runs. */
export interface CallOptions {
  /** Where relative paths start; default: the process's working directory. */
  readonly cwd?: string;
  readonly signal?: AbortSignal;
  /** Environment variables; default: the process's own over `.env`. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Progress lines; default: none. */
  readonly onTalk?: (text: string) => void;
}

export type LibraryFunction<Input, Output> = (input: Input, options?: CallOptions) => Promise<Output>;

/**
 * A command as a function: the same input, the same checked output, errors as `BackwrightError`.
 *
 * @example
 * const analyze = asFunction(command);
 * const report = await analyze({ connection: "postgres://localhost/shop" });
 */
export function asFunction<Input, Output>(command: TypedCommand<Input, Output>): LibraryFunction<Input, Output> {
  return async (input, options = {}) => command.call(input, await worldFor(options));
}

/**
 * Any command by its words, for programs that choose at run time. Errors: those of the command, `bug` for unknown words.
 *
 * @example
 * const answer = await runCommand("decide", { listProfiles: true });
 */
export async function runCommand(
  name: string,
  input: Readonly<Record<string, unknown>>,
  options: CallOptions = {},
): Promise<unknown> {
  const command = await loadCommand(name);
  return (await command.execute(input, await worldFor(options))).data;
}

/**
 * Serves MCP on this process's stdin and stdout until stdin closes.
 *
 * @example
 * await serveMcp();
 */
export async function serveMcp(): Promise<void> {
  await (await worldFor({})).agents.serve();
}

/** A function never asks, not even in a program that has a terminal. */
async function worldFor(options: CallOptions): Promise<World> {
  const world = await buildWorld({
    bin: "backwright",
    argv: [],
    cwd: options.cwd ?? process.cwd(),
    signal: options.signal ?? new AbortController().signal,
    streams: { stdout: quiet(() => undefined), stderr: quiet(options.onTalk ?? (() => undefined)) },
    ...(options.env === undefined ? {} : { env: options.env }),
  });
  return { ...world, prompts: createPrompts(false) };
}

const quiet = (write: (text: string) => void): Stream => ({ isTerminal: false, columns: 100, color: false, write });
