import { addressOf } from "../libc/index.ts";
import { BROKEN, ENDED, NOTHING } from "../receiver.ts";
import { WHY } from "./constants.ts";
import { fail } from "./handshake.ts";
import { isOneRecord } from "./records.ts";
import type { Secure } from "./secure.ts";

/** A memory BIO keeps the size that it once had: it is given no more at a time. */
export const PIECE_BYTES = 32 * 1024;

/** What one record holds at most (RFC 8446 section 5.1), and so what one read brings. */
export const RECORD_BYTES = 16 * 1024;

/** Hands encrypted bytes that lie in the receiver's input from `from` on to a connection's session, at most a piece of them. */
export function feedSession(secure: Secure, connection: number, from: number): void {
  const { openssl, receiver, incoming, piece } = secure;
  piece.from = from;
  piece.to = Math.min(secure.arrived, from + PIECE_BYTES);
  const length = piece.to - from;
  secure.isOne = isOneRecord(secure.lacking, connection, piece);
  openssl.bioWrite(incoming[connection] ?? 0, addressOf(receiver.input, from, length), length);
}

/** Decrypts a record into `plain` from `at` on: its bytes, or NOTHING, ENDED, BROKEN (then `code` says how). */
export function readSession(secure: Secure, connection: number, at: number): number {
  const { openssl, plain, sessions } = secure;
  const ssl = sessions[connection] ?? 0;
  const got = openssl.read(ssl, addressOf(plain, at, RECORD_BYTES), RECORD_BYTES);
  if (got > 0) return got;
  const why = openssl.why(ssl, got);
  secure.isBlocked[connection] = why === WHY.wantsWrite ? 1 : 0;
  if (why === WHY.wantsRead || why === WHY.wantsWrite) return NOTHING;
  if (why === WHY.closed) return ENDED;
  fail(secure, connection, why);
  return BROKEN;
}

/** True while encrypted bytes wait to be looked at, after a record has been. */
export function hasMore({ openssl, incoming, isOne }: Secure, connection: number): boolean {
  return !isOne && openssl.bioPending(incoming[connection] ?? 0) > 0;
}

/** Encrypts and writes bytes that C can read: how many, 0 when the socket is full or the session must read first, -1 broken. */
export function writeSession(
  secure: Secure,
  connection: number,
  place: { readonly address: number; readonly length: number },
): number {
  const { openssl } = secure;
  const ssl = secure.sessions[connection] ?? 0;
  let sent = 0;
  while (sent < place.length) {
    const got = openssl.write(ssl, place.address + sent, place.length - sent);
    if (got > 0) {
      sent += got;
      continue;
    }
    const why = openssl.why(ssl, got);
    if (why === WHY.wantsRead || why === WHY.wantsWrite) return sent;
    fail(secure, connection, why);
    return -1;
  }
  return sent;
}
