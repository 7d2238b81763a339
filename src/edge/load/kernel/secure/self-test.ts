import { newKernel, releaseKernel } from "../kernel.ts";
import { addressOf, loadOpenssl, reserve, type Libc, type Openssl } from "../libc/index.ts";
import { WHY } from "./constants.ts";

/** The first byte of a record of a handshake (RFC 8446 section 5.1). */
const HANDSHAKE = 22;

/**
 * Tries Node's OpenSSL: a client that was told to begin must have said hello.
 *
 * @returns its functions, or why TLS cannot be carried with them.
 */
export async function testOpenssl(libc: Libc): Promise<Openssl | string> {
  const openssl = await loadOpenssl();
  return typeof openssl === "string" ? openssl : (refusalOf(libc, openssl) ?? openssl);
}

/** Why TLS cannot be carried with these functions; undefined when it can. */
export function refusalOf(libc: Libc, openssl: Openssl): string | undefined {
  openssl.clearErrors();
  const context = openssl.contextNew(openssl.clientMethod());
  const ssl = context === 0 ? 0 : openssl.sslNew(context);
  const [incoming, outgoing] = [openssl.bioNew(openssl.memoryMethod()), openssl.bioNew(openssl.memoryMethod())];
  if (ssl === 0 || incoming === 0 || outgoing === 0) return "this Node's OpenSSL makes no TLS session";
  openssl.setBio(ssl, incoming, outgoing);
  openssl.connectState(ssl);
  const result = openssl.handshake(ssl);
  const isWaiting = openssl.why(ssl, result) === WHY.wantsRead && openssl.bioPending(outgoing) > 0;
  const isHello = isWaiting && firstByte(libc, openssl, outgoing) === HANDSHAKE;
  openssl.sslFree(ssl);
  openssl.contextFree(context);
  openssl.clearErrors();
  return isHello ? undefined : "this Node's OpenSSL does not begin a handshake";
}

function firstByte(libc: Libc, openssl: Openssl, bio: number): number {
  const kernel = newKernel(libc, 64);
  const place = reserve(kernel.arena, 1);
  openssl.bioRead(bio, addressOf(place), 1);
  const byte = place.bytes[0] ?? 0;
  releaseKernel(kernel);
  return byte;
}
