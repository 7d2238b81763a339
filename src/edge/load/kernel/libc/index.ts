// Linux's C library from TypeScript: the few calls that the kernel transport makes, the memory that they may touch, and errors.
// Belongs here: numbers of the Linux ABI, addresses and their bounds. Does not: what is sent or measured.
// Nothing outside of this room sees an address that was not checked.
export { loadLibc, type Libc } from "./libc.ts";
export { loadOpenssl, type Openssl } from "./openssl.ts";
export { addressOf, newArena, releaseArena, reserve, type Arena, type Region } from "./arena.ts";
export { codeOfErrno, isRetry, isUnderWay } from "./errno.ts";
export * as linux from "./linux.ts";
