// TLS on the kernel transport: Node's own OpenSSL, driven from our loop. Bytes come in by a memory BIO (so that they are read with
// the kernel's stamps), and go out by OpenSSL's own writes to the socket.
// Belongs here: contexts, sessions, what goes wrong with them. Does not: when a connection is opened, read or written (carry/).
export { testOpenssl } from "./self-test.ts";
export { newSecure, releaseSecure, type Secure } from "./secure.ts";
export { DONE, FAILED, WAITS, chosenProtocol, shake } from "./handshake.ts";
export { closeSession, openSession } from "./session.ts";
export { PIECE_BYTES, RECORD_BYTES, feedSession, hasMore, readSession, writeSession } from "./traffic.ts";
