import type { Instruction, ScenarioStep } from "../model.ts";
import type { FileAuth, ScenarioFile } from "./schema.ts";
import type { Scope } from "./scope.ts";

/** What requests hold besides what their steps say. */
export interface Wire {
  /** Before every path: the origin when a proxy is asked for plain http, else nothing. */
  readonly prefix: string;
  /** The path of the target, before every path of a step. */
  readonly basePath: string;
  /** `http://localhost:3000`. */
  readonly origin: string;
  /** For the Host header. */
  readonly authority: string;
  readonly keepsAlive: boolean;
  /** Headers that every request has unless its step says otherwise; they win over the file's defaults. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** The state of one compilation. */
export interface Compiler {
  readonly file: ScenarioFile;
  readonly wire: Wire;
  readonly scope: Scope;
  /** Contents of the files that the scenario names, by the names it uses. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly steps: ScenarioStep[];
}

/** One flow that is being compiled. */
export interface FlowWork {
  readonly compiler: Compiler;
  readonly program: Instruction[];
  loops: number;
  readonly auth: FileAuth | undefined;
  readonly authPointer: string;
  readonly think: string | number | undefined;
}
