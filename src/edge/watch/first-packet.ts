import type { Socket } from "node:net";
import { CODE, fatal, MOST_STARTUP_BYTES, NO } from "./codes.ts";

/** What a client begins with, and the bytes that came behind it. */
export interface FirstPacket {
  readonly kind: "startup" | "cancel";
  /** Exactly as it came. */
  readonly packet: Buffer;
  readonly rest: Buffer;
}

/** As long as the server itself waits by default. */
const WAIT_MS = 60_000;

/**
 * Reads up to the startup message or cancel request. Requests for encryption are answered with no, as a server without it does.
 * Undefined when the client goes away, says nothing in time or does not speak the protocol; then it has been told why.
 */
export function readFirstPacket(client: Socket): Promise<FirstPacket | undefined> {
  return new Promise((resolve) => {
    let held: Buffer = Buffer.alloc(0);
    const late = setTimeout(() => refuse(client, "no startup message came in time"), WAIT_MS);
    const settle = (found: FirstPacket | undefined): void => {
      clearTimeout(late);
      client.off("data", read).off("close", gone).off("end", gone);
      client.pause();
      resolve(found);
    };
    const gone = (): void => {
      settle(undefined);
      client.destroy();
    };
    const read = (chunk: Buffer): void => {
      held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      for (let next = nextOf(held); next !== "more"; next = nextOf(held)) {
        if (next === "bad") {
          refuse(client, "this is no message of the PostgreSQL protocol");
          return settle(undefined);
        }
        if (next.kind !== "question") return settle({ ...next, kind: next.kind });
        client.write(NO);
        held = next.rest;
      }
    };
    client.on("data", read).once("close", gone).once("end", gone);
  });
}

interface Next {
  readonly kind: "question" | FirstPacket["kind"];
  readonly packet: Buffer;
  readonly rest: Buffer;
}

function nextOf(held: Buffer): Next | "more" | "bad" {
  if (held.length < 4) return "more";
  const length = held.readInt32BE(0);
  if (length < 8 || length > MOST_STARTUP_BYTES) return "bad";
  if (held.length < length) return "more";
  const code = held.readInt32BE(4);
  const parts = { packet: held.subarray(0, length), rest: held.subarray(length) };
  // Encrypted bytes behind an unanswered question would be somebody's in between.
  if (code === CODE.tls || code === CODE.gss) return length === 8 ? { kind: "question", ...parts } : "bad";
  return { kind: code === CODE.cancel ? "cancel" : "startup", ...parts };
}

function refuse(client: Socket, reason: string): void {
  client.end(fatal("08P01", `backwright: ${reason}`));
  client.destroySoon();
}

/** The zero-terminated pairs behind length and version. */
export function parametersOf(packet: Buffer): ReadonlyMap<string, string> {
  const words = packet.toString("utf8", 8).split("\0");
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < words.length && words[at] !== ""; at += 2)
    pairs.push([words[at] ?? "", words[at + 1] ?? ""]);
  return new Map(pairs);
}
