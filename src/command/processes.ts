export interface ProcessOptions {
  readonly cwd?: string;
  /** Added to the environment of this process; undefined removes a name. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Text for its standard input; none: closed. */
  readonly input?: string;
  readonly timeoutMs?: number;
  /** What it writes goes straight to our stderr, for a person to see; nothing of it is kept. */
  readonly talks?: boolean;
  /** What it starts in its turn ends with it (POSIX: a process group of its own, which a Ctrl-C at the terminal does not reach). */
  readonly ownsGroup?: boolean;
}

export interface ProcessResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process that goes on while the command works; disposal ends it (SIGTERM, then SIGKILL after 5 s). */
export interface RunningProcess extends AsyncDisposable {
  readonly pid: number;
  /** Resolves with the exit code when it ends by itself or is ended. */
  readonly ended: Promise<number>;
  /** What it has written so far, the last 64 kB of each. */
  output(): { readonly stdout: string; readonly stderr: string };
}

/** Child processes. The program is a name or a path and its arguments are a list: no shell is involved. */
export interface Processes {
  /** Runs to the end; a non-zero code is a result, not an error. Error: `program-not-started`. */
  run(program: string, args: readonly string[], options?: ProcessOptions): Promise<ProcessResult>;
  start(program: string, args: readonly string[], options?: ProcessOptions): Promise<RunningProcess>;
  /** Path of the Node that runs us. */
  readonly node: string;
  /** Where a program is on PATH. */
  which(program: string): Promise<string | undefined>;
}
