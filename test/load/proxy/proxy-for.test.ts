import { describe, expect, it } from "vitest";
import { proxyFor, type ProxyEnvironment } from "../../../src/load/proxy/index.ts";

const target = (text: string) => {
  const url = new URL(text);
  const scheme: "http" | "https" = url.protocol === "https:" ? "https" : "http";
  const port = url.port === "" ? (scheme === "https" ? 443 : 80) : Number(url.port);
  return { scheme, host: url.hostname.replace(/^\[|\]$/g, ""), port };
};
const shown = (text: string, environment: ProxyEnvironment): string | undefined => {
  const proxy = proxyFor(target(text), environment);
  return proxy === undefined ? undefined : `${proxy.scheme}://${proxy.host}:${proxy.port}`;
};
const both = { HTTPS_PROXY: "http://secure.test:3128", http_proxy: "plain.test:8080" };

describe("proxyFor", () => {
  it.each<readonly [string, string, ProxyEnvironment, string | undefined]>([
    ["has none by default", "https://api.test", {}, undefined],
    ["chooses by the origin's scheme", "https://api.test", both, "http://secure.test:3128"],
    ["reads an address without a scheme", "http://api.test", both, "http://plain.test:8080"],
    ["prefers lower case", "http://api.test", { ...both, HTTP_PROXY: "http://upper.test" }, "http://plain.test:8080"],
    ["falls back to ALL_PROXY", "http://api.test", { ALL_PROXY: "https://all.test" }, "https://all.test:443"],
    ["takes an empty variable for an unset one", "http://api.test", { http_proxy: " " }, undefined],
    ["leaves localhost alone", "http://localhost:3000", both, undefined],
    ["leaves a name below localhost alone", "http://api.localhost", both, undefined],
    ["leaves 127.0.0.0/8 alone", "https://127.1.2.3", both, undefined],
    ["leaves ::1 alone", "http://[::1]:3000", both, undefined],
    ["leaves a mapped loopback address alone", "http://[::ffff:127.0.0.1]", both, undefined],
    [
      "does not trust HTTP_PROXY in a CGI",
      "http://a.test",
      { REQUEST_METHOD: "GET", HTTP_PROXY: "http://evil.test" },
      undefined,
    ],
  ])("%s", (_, origin, environment, expected) => {
    expect(shown(origin, environment)).toBe(expected);
  });

  it.each<readonly [string, string, boolean]>([
    ["*", "https://api.test", true],
    ["api.test", "https://api.test", true],
    ["API.Test.", "https://api.test", true],
    ["test", "https://api.test", true],
    [".api.test", "https://api.test", true],
    ["*.test", "https://api.test", true],
    ["pi.test", "https://api.test", false],
    ["api.test.org", "https://api.test", false],
    ["other.test api.test", "https://api.test", true],
    [" , ,api.test:443", "https://api.test", true],
    ["api.test:8443", "https://api.test", false],
    ["192.168.0.1", "https://192.168.0.1", true],
    ["168.0.1", "https://192.168.0.1", false],
    ["192.168.0.0/16", "https://192.168.9.1", true],
    ["192.168.0.0/16", "https://192.169.0.1", false],
    ["0.0.0.0/0", "https://9.9.9.9", true],
    ["0.0.0.0/0", "https://[2001:db8::1]", false],
    ["10.0.0.0/99", "https://10.0.0.1", false],
    ["2001:db8::/32", "https://[2001:db8:1::7]", true],
    ["2001:db8::/32", "https://[2001:db9::7]", false],
    ["[2001:db8:0:0::7]:443", "https://[2001:db8::7]", true],
    ["2001:db8::7", "https://[2001:db8::7]", true],
    ["nonsense/8, /8, :443, .", "https://api.test", false],
  ])("NO_PROXY=%s with %s: excepted %s", (list, origin, isExcepted) => {
    expect(shown(origin, { ...both, NO_PROXY: list }) === undefined).toBe(isExcepted);
  });

  it("reads credentials", () => {
    const proxy = proxyFor(target("https://api.test"), { https_proxy: "http://ada:p%40ss@proxy.test" });
    expect(proxy?.authorization).toBe(`Basic ${Buffer.from("ada:p@ss").toString("base64")}`);
    expect(proxy?.port).toBe(80);
  });

  it.each(["socks5://ada:secret@proxy.test:1080", "http://ada:secret@proxy.test:99999", "http://ada:secret@"])(
    "refuses %s without showing the password",
    (text) => {
      const attempt = () => proxyFor(target("https://api.test"), { https_proxy: text });
      expect(attempt).toThrow(expect.objectContaining({ code: "load-bad-proxy", exitCode: 2 }));
      expect(attempt).not.toThrow(/secret/);
    },
  );
});
