import { spawn, type ChildProcessByStdio } from "node:child_process";
import { Socket } from "node:net";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import type { Ended } from "./finish.ts";
import { mainArguments } from "./main-arguments.ts";
import { errors, isRecord } from "../../../kit/index.ts";

export type { Ended } from "./finish.ts";

export type Request = Readonly<Record<string, unknown>> & { readonly do: string };

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (failure: Error) => void;
}

/**
 * The process that holds a server and its folders for us. It outlives us by the moment that it needs to stop the server
 * and to remove the folders, also when we are killed, because it then sees the end of its pipe.
 */
export class Keeper implements AsyncDisposable {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #waiting = new Map<number, Waiting>();
  readonly #closed: Promise<void>;
  #heard: (ended: Ended) => void = () => undefined;
  #missed: () => void = () => undefined;
  #count = 0;
  #isEnding = false;

  constructor(token: string, env: Readonly<Record<string, string>>) {
    // Detached: Ctrl-C at the terminal reaches us, and we end it by the pipe.
    this.#child = spawn(process.execPath, [...mainArguments(), token], {
      stdio: ["pipe", "pipe", "ignore"],
      detached: true,
      windowsHide: true,
      env: { ...env },
      cwd: process.platform === "win32" ? undefined : "/",
    });
    this.#closed = new Promise((resolve) => {
      this.#child.once("close", () => resolve(this.#abandon()));
      this.#child.once("error", (cause) => resolve(this.#abandon(cause)));
    });
    this.#child.stdin.on("error", () => undefined);
    createInterface({ input: this.#child.stdout }).on("line", (line) => this.#hear(line));
    this.#letGo();
  }

  /** Called at the end of the server, however it came. */
  onServerEnd(heard: (ended: Ended) => void): void {
    this.#heard = heard;
  }

  /** Called when the keeper itself was killed, and what it held is still there. */
  onLost(missed: () => void): void {
    this.#missed = missed;
  }

  ask(request: Request): Promise<unknown> {
    this.#count += 1;
    const id = this.#count;
    this.#child.ref();
    this.#sockets().forEach((socket) => socket.ref());
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#child.stdin.write(`${JSON.stringify({ id, ...request })}\n`);
      if (this.#child.exitCode !== null) this.#abandon();
    });
  }

  /** Everything that it holds is stopped and removed when this resolves. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isEnding = true;
    this.#child.ref();
    this.#sockets().forEach((socket) => socket.ref());
    this.#child.stdin.end();
    await this.#closed;
  }

  #hear(line: string): void {
    const message: unknown = JSON.parse(line);
    if (!isRecord(message)) return;
    if (isRecord(message["ended"])) this.#heard(endedOf(message["ended"]));
    const id = Number(message["id"]);
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return;
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#letGo();
    if (typeof message["failure"] === "string") waiting.reject(new Error(message["failure"]));
    else waiting.resolve(message["answer"]);
  }

  /** While nothing is asked, neither the keeper nor its pipes keep this process from ending. */
  #letGo(): void {
    this.#child.unref();
    this.#sockets().forEach((socket) => socket.unref());
  }

  #sockets(): readonly Socket[] {
    return [this.#child.stdin, this.#child.stdout].filter((stream) => stream instanceof Socket);
  }

  #abandon(cause?: unknown): void {
    const failure = errors.process.notStarted(
      { program: "The keeper of the database server", reason: "it ended" },
      cause,
    );
    for (const waiting of this.#waiting.values()) waiting.reject(failure);
    this.#waiting.clear();
    this.#heard({ code: null, output: "" });
    if (!this.#isEnding && this.#child.signalCode !== null) this.#missed();
    this.#isEnding = true;
  }
}

function endedOf(message: Readonly<Record<string, unknown>>): Ended {
  const { code, output } = message;
  return { code: typeof code === "number" ? code : null, output: typeof output === "string" ? output : "" };
}
