import { errors } from "../../kit/index.ts";

/** What a promise answers, unless the signal comes first. Error: `interrupted`. */
export function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  let interrupt = (): void => {};
  const aborted = new Promise<Value>((_resolve, reject) => {
    interrupt = () => reject(errors.command.interrupted({ during: "while connecting" }));
    signal.addEventListener("abort", interrupt, { once: true });
    if (signal.aborted) interrupt();
  });
  return Promise.race([promise, aborted]).finally(() => signal.removeEventListener("abort", interrupt));
}
