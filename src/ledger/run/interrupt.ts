/**
 * The promise's own end, or the signal's reason as soon as it comes: a statement cannot be called back, but the session
 * that runs it can be disposed of.
 */
export async function untilAborted<Result>(signal: AbortSignal, promise: Promise<Result>): Promise<Result> {
  promise.catch(() => undefined);
  signal.throwIfAborted();
  let listen = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    listen = () => reject(signal.reason);
    signal.addEventListener("abort", listen, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", listen);
  }
}
