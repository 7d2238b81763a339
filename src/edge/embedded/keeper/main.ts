import { createInterface } from "node:readline";
import { finish, onServerEnd } from "./finish.ts";
import { operations } from "./operations.ts";
import { readRecord, textOf } from "./fields.ts";
import { held } from "./state.ts";

let last: Promise<void> = Promise.resolve();
const lines = createInterface({ input: process.stdin });

function main(): void {
  // The parent may be gone when we speak; the end of its pipe is dealt with below.
  process.stdout.on("error", () => undefined);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, end);
  onServerEnd((ended) => {
    say({ ended });
    if (held.isReady) end();
  });
  lines.on("line", (line) => {
    last = last.then(() => obey(line));
  });
  lines.on("close", end);
}

/** Requests are obeyed in turn, each with one answer. */
async function obey(line: string): Promise<void> {
  const request = readRecord(line);
  const id = request["id"];
  try {
    const answer = await operations[textOf(request, "do")]?.(request);
    say({ id, answer });
  } catch (cause) {
    say({ id, failure: cause instanceof Error ? cause.message : String(cause) });
  }
}

function say(message: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

function end(): void {
  void finish().then(() => process.exit(0));
}

main();
