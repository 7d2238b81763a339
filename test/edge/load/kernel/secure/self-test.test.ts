import { beforeAll, describe, expect, it } from "vitest";
import { loadLibc, loadOpenssl, type Libc, type Openssl } from "../../../../../src/edge/load/kernel/libc/index.ts";
import { refusalOf } from "../../../../../src/edge/load/kernel/secure/self-test.ts";

/** What another build of Node may do to its OpenSSL. */
const spoilt: Readonly<Record<string, readonly [refusal: string, spoil: () => Partial<Openssl>]>> = {
  "one that makes no contexts": ["this Node's OpenSSL makes no TLS session", () => ({ contextNew: () => 0 })],
  "one that has no memory": ["this Node's OpenSSL makes no TLS session", () => ({ sslNew: () => 0 })],
  "one that has nothing to say": ["this Node's OpenSSL does not begin a handshake", () => ({ bioPending: () => 0 })],
  "one that says something else": ["this Node's OpenSSL does not begin a handshake", () => ({ bioRead: () => 0 })],
};

describe("the test of Node's OpenSSL", () => {
  let libc: Libc | string;
  let openssl: Openssl | string;
  beforeAll(async () => {
    libc = await loadLibc();
    openssl = await loadOpenssl();
  });

  it("passes with the one of this Node", () => {
    if (typeof libc === "string" || typeof openssl === "string")
      return console.log("skipped: no kernel transport here");
    expect(refusalOf(libc, openssl)).toBeUndefined();
  });

  it.each(Object.entries(spoilt))("refuses %s", (_, [refusal, spoil]) => {
    if (typeof libc === "string" || typeof openssl === "string") return;
    expect(refusalOf(libc, { ...openssl, ...spoil() })).toBe(refusal);
  });

  it("says that functions are missing, or of another library", async () => {
    const without = {
      load: () => ({
        func: () => {
          throw new Error("Cannot find function");
        },
      }),
    };
    expect(await loadOpenssl(async () => without)).toBe("this Node does not export the functions of its OpenSSL");
    const boring = { load: () => ({ func: () => () => 0x10_10_10_7f }) };
    const load = (async () => boring) as unknown as Parameters<typeof loadOpenssl>[0];
    expect(await loadOpenssl(load)).toBe("this Node's TLS library is not OpenSSL 3 or newer");
  });
});
