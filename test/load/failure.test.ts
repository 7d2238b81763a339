import { describe, expect, it } from "vitest";
import { failureOfCode } from "../../src/load/index.ts";

describe("the kind of a failure", () => {
  it.each([
    ["ECONNREFUSED", "connection-refused"],
    ["ECONNRESET", "connection-reset"],
    ["EPIPE", "connection-reset"],
    ["ETIMEDOUT", "connection-timeout"],
    ["ENOTFOUND", "dns"],
    ["EMFILE", "local-limit"],
    ["EADDRNOTAVAIL", "local-limit"],
    ["EHOSTUNREACH", "unreachable"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "tls"],
    ["CERT_HAS_EXPIRED", "tls"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "tls"],
    ["SELF_SIGNED_CERT_IN_CHAIN", "tls"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "tls"],
    ["ERR_SSL_WRONG_VERSION_NUMBER", "tls"],
    ["EPROTO", "tls"],
    ["EWHATEVER", "other"],
  ])("%s is %s", (code, kind) => {
    expect(failureOfCode(code)).toBe(kind);
  });
});
