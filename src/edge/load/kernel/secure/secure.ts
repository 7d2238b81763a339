import type { LoadPlan } from "../../../../load/sending/index.ts";
import { newKernel, releaseKernel, type Kernel } from "../kernel.ts";
import { reserve, type Libc, type Openssl, type Region } from "../libc/index.ts";
import { RECEIVER_BYTES, newReceiver, type Receiver } from "../receiver.ts";
import type { Stamps } from "../stamps.ts";
import { newContext } from "./context.ts";
import type { Piece } from "./records.ts";
import { PAPER_BYTES, newPaper, putText } from "./paper.ts";
import { serverNameOf } from "./server-name.ts";

// As much as a lane reads at once without TLS.
const CIPHER_BYTES = 128 * 1024;

/** TLS for all connections of a lane: one array per property of a connection. */
export interface Secure {
  readonly openssl: Openssl;
  /** Memory of its own. */
  readonly kernel: Kernel;
  readonly plan: LoadPlan;
  readonly context: number;
  /** Where encrypted bytes are read into. */
  readonly receiver: Receiver;
  /** Where they go when they are decrypted. */
  readonly plain: Region;
  /** The part of the receiver's input that is being decrypted, and whether it is exactly one record. */
  readonly piece: Piece;
  isOne: boolean;
  /** How many bytes have been read. */
  arrived: number;
  /** Bytes that the last record of each connection lacks. */
  readonly lacking: Int32Array;
  /** A pair of places that OpenSSL answers into. */
  readonly answers: Region;
  /** The server's name as C has it; 0 for an address, which is not sent. */
  readonly name: number;
  /** SSL of each connection and the BIO that it reads from, 0 for none. */
  readonly sessions: Float64Array;
  readonly incoming: Float64Array;
  /** 1 once the handshake is over, and once the connection is broken so that nothing more may be said on it. */
  readonly isShaken: Uint8Array;
  readonly isBroken: Uint8Array;
  /** 1 while reading waits until something can be written: a handshake or new keys in the middle of things. */
  readonly isBlocked: Uint8Array;
  /** How many sessions were opened; the first `users` are of new users, later ones show the last ticket (0: none yet). */
  readonly users: number;
  opened: number;
  ticket: number;
  /** Why the last call failed: a system's code or EPROTO, and in words. */
  code: string;
  reason: string;
}

export interface SecureParts {
  readonly libc: Libc;
  readonly openssl: Openssl;
  readonly stamps: Stamps;
  readonly plain: Region;
  readonly plan: LoadPlan;
  readonly connections: number;
}

/** TLS as a plan wants it, with nothing opened yet. Error: `load-bad-tls`. */
export function newSecure({ libc, openssl, stamps, plain, plan, connections }: SecureParts): Secure {
  const kernel = newKernel(libc, CIPHER_BYTES + RECEIVER_BYTES + PAPER_BYTES + 4_096);
  const name = serverNameOf(plan);
  const paper = newPaper(kernel);
  try {
    const input = reserve(kernel.arena, CIPHER_BYTES);
    return {
      openssl,
      kernel,
      plan,
      context: newContext(openssl, paper, plan),
      receiver: newReceiver(stamps, input),
      plain,
      piece: { input: input.bytes, from: 0, to: 0 },
      isOne: false,
      arrived: 0,
      lacking: new Int32Array(connections),
      answers: reserve(kernel.arena, 16),
      name: name === undefined ? 0 : putText(reserve(kernel.arena, Buffer.byteLength(name) + 1), name),
      sessions: new Float64Array(connections),
      incoming: new Float64Array(connections),
      isShaken: new Uint8Array(connections),
      isBroken: new Uint8Array(connections),
      isBlocked: new Uint8Array(connections),
      users: connections,
      opened: 0,
      ticket: 0,
      code: "",
      reason: "",
    };
  } catch (error) {
    releaseKernel(kernel);
    throw error;
  }
}

/** Gives everything back. Sessions must have been closed. */
export function releaseSecure(secure: Secure): void {
  const { openssl, kernel, context, ticket } = secure;
  if (ticket !== 0) openssl.freeSession(ticket);
  secure.ticket = 0;
  openssl.contextFree(context);
  releaseKernel(kernel);
}
