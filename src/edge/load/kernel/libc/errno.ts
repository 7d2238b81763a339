import { constants } from "node:os";

const CODES: ReadonlyMap<number, string> = new Map(
  Object.entries(constants.errno)
    .toReversed()
    .map(([code, number]) => [number, code]),
);

/** The name of a system error: `ECONNREFUSED`. */
export function codeOfErrno(errno: number): string {
  return CODES.get(errno) ?? `errno ${errno}`;
}

/** True when the call would have waited, or a signal came between: nothing is wrong. */
export function isRetry(errno: number): boolean {
  return errno === constants.errno.EAGAIN || errno === constants.errno.EINTR;
}

/** True when a connection is being opened. */
export function isUnderWay(errno: number): boolean {
  return errno === constants.errno.EINPROGRESS || errno === constants.errno.EINTR;
}
