import type { ProbedRoute, SourcePlace } from "../typescript/routes/index.ts";

/** What to start. */
export interface ProbeRequest {
  /** The project's folder. */
  readonly root: string;
  /** The file that starts the application or exports it, below the root. */
  readonly entry: string;
  readonly aliases: readonly { readonly pattern: string; readonly targets: readonly string[] }[];
  /** Variables that the application may see besides those of the system. */
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

/** What a started application says of itself, and what was kept from it. */
export interface ProbeResult {
  /** `unfinished`: it was still at work when its time was up; `stuck`: it had to be killed; `broken`: what it said cannot be read. */
  readonly outcome: "finished" | "unfinished" | "threw" | "exited" | "stuck" | "broken";
  readonly failure:
    | {
        readonly reason: string;
        readonly module: string | null;
        readonly place: SourcePlace | null;
        readonly exitCode: number | null;
      }
    | undefined;
  readonly applications: number;
  readonly routes: readonly ProbedRoute[];
  readonly stopped: readonly {
    readonly kind: string;
    readonly what: string;
    readonly count: number;
    readonly place: SourcePlace | null;
  }[];
  /** Packages that stubs stood for. */
  readonly stubbed: readonly string[];
  /** Variables that it asked for and that were not there. */
  readonly wanted: readonly string[];
  readonly warnings: readonly { readonly what: string; readonly reason: string }[];
}

/** The user's application in a child process without network, files to change, programs and secrets. */
export interface Probes {
  /** Ends by itself: the child and whatever it left are killed when the time is up or the signal says so. */
  probe(request: ProbeRequest, signal: AbortSignal): Promise<ProbeResult>;
}
