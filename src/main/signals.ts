import type { ExitCode } from "../kit/index.ts";

const INTERRUPTED: ExitCode = 130;
/** What a run may take to clean up; then it ends without having done so, as when it waits for a pipe that nobody fills. */
const GRACE_MS = 20_000;

/** The first signal asks everything to end and clean up; the second one does not wait for it. */
export function listenForSignals(): AbortSignal {
  const interruption = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (interruption.signal.aborted) endNow();
      interruption.abort(new Error(signal));
      setTimeout(endNow, GRACE_MS).unref();
    });
  }
  return interruption.signal;
}

/**
 * Temporary folders go as at every exit, then the process dies of SIGINT, which a shell reports as 130. `process.exit` alone
 * would wait for a thread that sits in a blocking read.
 */
function endNow(): never {
  if (process.platform !== "win32")
    process.once("exit", () => {
      process.removeAllListeners("SIGINT");
      process.kill(process.pid, "SIGINT");
    });
  return process.exit(INTERRUPTED);
}
