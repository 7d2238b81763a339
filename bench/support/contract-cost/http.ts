import { fork, type ChildProcess } from "node:child_process";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import type { FrameworkName } from "../../../src/scaffold/options.ts";
import { BODY, JSON_HEADERS } from "./orders.ts";

/** `bare`: a route that parses its body; `own`: Fastify's schema; `generated`: ours. */
export type ServerKind = "bare" | "own" | "generated";

export interface CostServer extends Disposable {
  /** Microseconds of CPU of the server for one of that many requests. */
  cost(requests: number): Promise<number>;
}

/** A server in a process of its own, listening. */
export async function openServer(kind: ServerKind, framework: FrameworkName, folder = ""): Promise<CostServer> {
  const child = fork(fileURLToPath(import.meta.resolve("./server.ts")), [kind, framework, folder], {
    execArgv: ["--import", "tsx"],
  });
  const { port } = await said<{ readonly port: number }>(child);
  return {
    async cost(requests) {
      const before = await cpuOf(child);
      await Promise.all(Array.from({ length: LANES }, () => drive(port, Math.ceil(requests / LANES))));
      return ((await cpuOf(child)) - before) / (Math.ceil(requests / LANES) * LANES);
    },
    [Symbol.dispose]: () => child.disconnect(),
  };
}

async function cpuOf(child: ChildProcess): Promise<number> {
  const answer = said<{ readonly cpu: number }>(child);
  child.send("cpu");
  return (await answer).cpu;
}

/** The next message of a process; an error when it ends instead. */
function said<Message>(child: ChildProcess): Promise<Message> {
  return new Promise((resolve, reject) => {
    const lost = (): void => reject(new Error("The server has ended."));
    child.once("exit", lost);
    child.once("message", (message) => {
      child.off("exit", lost);
      resolve(message as Message);
    });
  });
}

const LANES = 8;
const HEAD = Object.entries(JSON_HEADERS).map(([name, value]) => `${name}: ${value}\r\n`);
const REQUEST = Buffer.concat([Buffer.from(`POST /orders HTTP/1.1\r\nhost: a\r\n${HEAD.join("")}\r\n`), BODY]);

/** One connection that sends its next request when the answer to the last is there. */
function drive(port: number, requests: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true }, () => void socket.write(REQUEST));
    let left = requests;
    let text = "";
    socket.on("error", reject).on("data", (chunk) => {
      text += chunk.toString("latin1");
      if (!isWhole(text)) return;
      if (!text.startsWith("HTTP/1.1 200 ")) reject(new Error(text));
      text = "";
      left -= 1;
      if (left > 0) return void socket.write(REQUEST);
      socket.destroy();
      resolve();
    });
  });
}

function isWhole(text: string): boolean {
  const end = text.indexOf("\r\n\r\n");
  const length = /content-length: (\d+)/i.exec(text)?.[1];
  return end >= 0 && length !== undefined && text.length === end + 4 + Number(length);
}
