import type { z } from "zod";
import type { ExitCode, Look } from "../kit/index.ts";
import type { World } from "./world.ts";

/** What a command may do to the world: an agent's policy and docs/cli.md are made from it. */
export type Effect = "reads" | "writes" | "loads" | "runs";
export type Format = "text" | "json" | "html" | "sarif" | "junit" | "markdown" | "github";

export interface Example {
  readonly line: string;
  readonly what: string;
}

export interface Views<Output> {
  readonly text: (output: Output, look: Look) => string;
  readonly html?: (output: Output) => string;
  readonly markdown?: (output: Output) => string;
  readonly sarif?: (output: Output) => string;
  readonly junit?: (output: Output) => string;
  /** Workflow commands of GitHub Actions, which show findings beside the lines of a change. */
  readonly github?: (output: Output) => string;
}

/** A command as its author writes it. Flags, help, completion, JSON, docs and the MCP tool come from this. */
export interface Declaration<Input extends z.ZodObject, Output extends z.ZodType> {
  /** Words: `db analyze`. */
  readonly name: string;
  /** One line, no full stop. */
  readonly summary: string;
  /** A paragraph for --help, when the summary is not enough. */
  readonly description?: string;
  readonly effects: readonly Effect[];
  /** Keys are camelCase and become kebab-case flags; see `flag()` for positions, short names and placeholders. */
  readonly input: Input;
  readonly output: Output;
  readonly examples: readonly Example[];
  readonly run: (input: z.output<Input>, world: World) => Promise<z.output<Output>>;
  readonly views: Views<z.output<Output>>;
  /** 1 only where a question was asked and the answer is no; default 0. */
  readonly exitCode?: (output: z.output<Output>) => ExitCode;
}

/** What a run answered: data first, and how to print it. */
export interface Answer {
  readonly data: unknown;
  readonly exitCode: ExitCode;
  text(look: Look): string;
  /** Undefined where the command has no such view. */
  render(format: Format): string | undefined;
}

export interface RawSources {
  /** What stands behind the command's name in argv. */
  readonly words: readonly string[];
  /** Values by input key, as an agent or a program gives them: stronger than words. */
  readonly values?: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The whole configuration file. */
  readonly configuration: Readonly<Record<string, unknown>>;
  /** Its name, for complaints. */
  readonly configurationFile?: string | undefined;
}

/** A declaration with its types closed over, as the registry, help and MCP use it. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly description: string | undefined;
  readonly effects: readonly Effect[];
  readonly input: z.ZodObject;
  readonly output: z.ZodType;
  readonly examples: readonly Example[];
  readonly formats: readonly Format[];
  /** Words behind the name, environment and configuration as one checked raw input. Errors: `unknown-flag`, `bad-input`. */
  prepare(sources: RawSources): Readonly<Record<string, unknown>>;
  /** The help page, from this declaration. */
  help(bin?: string): string;
  /** `raw` is checked against the input schema; a mismatch is the error `bad-input`. */
  execute(raw: Readonly<Record<string, unknown>>, world: World): Promise<Answer>;
}

/** A command that still knows its types: what library functions are made of. */
export interface TypedCommand<Input, Output> extends Command {
  /** Checks the input, runs, answers the data. */
  call(input: Input, world: World): Promise<Output>;
}
