import type { WireProxies } from "../advice/nplusone/index.ts";
import type { Databases } from "../catalog/index.ts";
import type { LoadEngine } from "../load/index.ts";
import type { Clock } from "./clock.ts";
import type { Engines } from "./engines.ts";
import type { Files } from "./files.ts";
import type { Prisma } from "./prisma.ts";
import type { Probes } from "./probes.ts";
import type { TypeCheckers } from "./type-checkers.ts";
import type { Processes } from "./processes.ts";
import type { Progress, Prompts, Stream } from "./terminal.ts";
import type { Web } from "./web.ts";

/** Everything a command can reach. Tests build one in memory; `main` builds the real one. */
export interface World {
  /** Name of the bin that was called, `backwright` or an alias. */
  readonly bin: string;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Where this package lives: `examples/`, `profiles/`, `templates/` are below it. */
  readonly packageRoot: string;
  readonly version: string;
  readonly node: { readonly version: string; readonly platform: string; readonly arch: string };
  readonly stdout: Stream;
  readonly stderr: Stream;
  readonly files: Files;
  readonly clock: Clock;
  readonly random: Random;
  /** Aborted by Ctrl-C and by termination signals. */
  readonly signal: AbortSignal;
  readonly progress: Progress;
  readonly prompts: Prompts;
  readonly databases: Databases;
  readonly engines: Engines;
  readonly load: LoadEngine;
  readonly processes: Processes;
  readonly web: Web;
  readonly modules: Modules;
  readonly prisma: Prisma;
  readonly typeCheckers: TypeCheckers;
  readonly probes: Probes;
  readonly wire: WireProxies;
  readonly agents: Agents;
}

/** The MCP door, as a command sees it. */
export interface Agents {
  /** Serves every command as a tool over stdin and stdout until stdin closes. */
  serve(): Promise<void>;
}

/** Modules of the user's own: configuration files, migrations that are code. */
export interface Modules {
  /** The default export of a module. Error: `bad-configuration`. */
  loadDefault(path: string): Promise<unknown>;
  /**
   * Everything that a migration exports, by name; loaded anew for every `version`, since a process may see a file change.
   * Error: `migration-code-unusable`.
   */
  loadMigration(path: string, version: string): Promise<Readonly<Record<string, unknown>>>;
}

export interface Random {
  bytes(count: number): Uint8Array;
  uuid(): string;
  /** 0 ≤ value < 1. */
  fraction(): number;
}
