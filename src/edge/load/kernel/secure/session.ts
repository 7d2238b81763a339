import { KernelError } from "../kernel.ts";
import { CONTROL, SHUT_DOWN } from "./constants.ts";
import type { Secure } from "./secure.ts";

const HOST_NAME = 0;

/** Lays TLS over a socket that is connected; `shake` goes on from there. */
export function openSession(secure: Secure, connection: number, socket: number): void {
  const { openssl } = secure;
  const ssl = openssl.sslNew(secure.context);
  const incoming = openssl.bioNew(openssl.memoryMethod());
  const outgoing = openssl.bioSocket(socket, 0);
  if (ssl === 0 || incoming === 0 || outgoing === 0) throw new KernelError("SSL_new", "ENOMEM");
  // Both belong to the session from here on.
  openssl.setBio(ssl, incoming, outgoing);
  openssl.connectState(ssl);
  if (secure.name !== 0) openssl.sslControl(ssl, CONTROL.hostName, HOST_NAME, secure.name);
  secure.opened += 1;
  if (secure.ticket !== 0 && secure.opened > secure.users) openssl.setSession(ssl, secure.ticket);
  secure.sessions[connection] = ssl;
  secure.incoming[connection] = incoming;
  secure.isShaken[connection] = 0;
  secure.isBroken[connection] = 0;
  secure.lacking[connection] = 0;
  secure.isBlocked[connection] = 0;
}

/** Says goodbye where that is still possible (close_notify, RFC 8446 section 6.1), and frees everything of a connection. */
export function closeSession(secure: Secure, connection: number): void {
  const { openssl } = secure;
  const ssl = secure.sessions[connection] ?? 0;
  if (ssl === 0) return;
  const isSound = secure.isShaken[connection] === 1 && secure.isBroken[connection] === 0;
  if (isSound) {
    keepTicket(secure, ssl);
    openssl.shutdown(ssl);
  }
  // A session that was not ended is not worth a ticket to OpenSSL: it would spoil the one that was kept.
  openssl.setShutdown(ssl, SHUT_DOWN);
  openssl.sslFree(ssl);
  openssl.clearErrors();
  secure.sessions[connection] = 0;
  secure.incoming[connection] = 0;
  secure.isShaken[connection] = 0;
}

/** The newest ticket is the one that the next returning user shows (RFC 8446 section 2.2, RFC 5077). */
function keepTicket(secure: Secure, ssl: number): void {
  const { openssl } = secure;
  const session = openssl.session(ssl);
  if (session === 0) return;
  if (openssl.isResumable(session) !== 1) return void openssl.freeSession(session);
  if (secure.ticket !== 0) openssl.freeSession(secure.ticket);
  secure.ticket = session;
}
