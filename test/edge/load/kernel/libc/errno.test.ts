import { constants } from "node:os";
import { describe, expect, it } from "vitest";
import { codeOfErrno, isRetry, isUnderWay } from "../../../../../src/edge/load/kernel/libc/index.ts";
import { failureOfCode } from "../../../../../src/load/index.ts";

const { ECONNREFUSED, ECONNRESET, EPIPE, ETIMEDOUT, EHOSTUNREACH, EMFILE, EADDRNOTAVAIL } = constants.errno;

describe("errno", () => {
  it.each([
    [ECONNREFUSED, "ECONNREFUSED", "connection-refused"],
    [ECONNRESET, "ECONNRESET", "connection-reset"],
    [EPIPE, "EPIPE", "connection-reset"],
    [ETIMEDOUT, "ETIMEDOUT", "connection-timeout"],
    [EHOSTUNREACH, "EHOSTUNREACH", "unreachable"],
    [EMFILE, "EMFILE", "local-limit"],
    [EADDRNOTAVAIL, "EADDRNOTAVAIL", "local-limit"],
    [9_999, "errno 9999", "other"],
  ])("%i is %s, a failure of the kind %s", (errno, code, kind) => {
    expect(codeOfErrno(errno)).toBe(code);
    expect(failureOfCode(codeOfErrno(errno))).toBe(kind);
  });

  it("knows what is no failure", () => {
    expect([constants.errno.EAGAIN, constants.errno.EINTR, ECONNRESET].map(isRetry)).toEqual([true, true, false]);
    expect([constants.errno.EINPROGRESS, ECONNREFUSED].map(isUnderWay)).toEqual([true, false]);
  });
});
