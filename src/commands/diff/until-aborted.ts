/**
 * A promise, or the signal's reason as soon as it is aborted. What goes on behind it then fails or ends by itself: the server that
 * it works on is taken away.
 */
export async function untilAborted<Value>(signal: AbortSignal, promise: Promise<Value>): Promise<Value> {
  promise.catch(() => undefined);
  signal.throwIfAborted();
  let end = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    end = () => reject(signal.reason instanceof Error ? signal.reason : new Error("interrupted"));
  });
  signal.addEventListener("abort", end, { once: true });
  return await Promise.race([promise, aborted]).finally(() => signal.removeEventListener("abort", end));
}
