import { addressOf, codeOfErrno } from "../libc/index.ts";
import { VERIFIED, WHY } from "./constants.ts";
import type { Secure } from "./secure.ts";
import { identityOf } from "./server-name.ts";

/** How far a handshake has come: to its end, as far as the bytes go, or not any further (then `reason` says why). */
export const DONE = 1;
export const WAITS = 0;
export const FAILED = -1;

/** Goes on with a connection's handshake. */
export function shake(secure: Secure, connection: number): number {
  const { openssl } = secure;
  const ssl = secure.sessions[connection] ?? 0;
  const result = openssl.handshake(ssl);
  if (result === 1) {
    secure.isShaken[connection] = 1;
    return DONE;
  }
  const why = openssl.why(ssl, result);
  if (why === WHY.wantsRead || why === WHY.wantsWrite) return WAITS;
  fail(secure, connection, why);
  const verified = openssl.verifyResult(ssl);
  if (secure.plan.tls.verify && verified !== VERIFIED.ok && secure.code === "EPROTO")
    secure.reason = unverified(secure, verified);
  return FAILED;
}

/** Notes why a connection can go on no more. */
export function fail(secure: Secure, connection: number, why: number): void {
  const { openssl, kernel } = secure;
  const errno = kernel.libc.errno();
  secure.isBroken[connection] = 1;
  secure.code = why === WHY.system ? systemCode(errno) : "EPROTO";
  secure.reason = openssl.errorText(openssl.lastError()) ?? secure.code;
  openssl.clearErrors();
}

// Without an error the other side has simply gone.
const systemCode = (errno: number): string => (errno === 0 ? "ECONNRESET" : codeOfErrno(errno));

function unverified({ openssl, plan }: Secure, verified: number): string {
  if (verified === VERIFIED.hostMismatch) return `the certificate is not for the name ${identityOf(plan)}`;
  if (verified === VERIFIED.addressMismatch) return `the certificate is not for the address ${identityOf(plan)}`;
  return openssl.verifyText(verified) ?? `the certificate cannot be verified (${verified})`;
}

/** What the server chose of the two protocols that we know; null for none (RFC 7301). Their lengths tell them apart. */
export function chosenProtocol({ openssl, sessions, answers }: Secure, connection: number): string | null {
  answers.bytes.fill(0);
  openssl.chosenAlpn(sessions[connection] ?? 0, addressOf(answers, 0, 8), addressOf(answers, 8, 4));
  const length = answers.view.getUint32(8, true);
  if (length === 0) return null;
  return length === 2 ? "h2" : "http/1.1";
}
