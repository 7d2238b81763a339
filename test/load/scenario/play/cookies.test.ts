import { describe, expect, it } from "vitest";
import { cookieText, keepCookie, type CookieJar } from "../../../../src/load/scenario/play/cookies.ts";

const NOW = Date.UTC(2026, 0, 1);

function jarOf(...cookies: readonly string[]): CookieJar {
  const jar: CookieJar = new Map();
  for (const line of cookies) keepCookie(jar, line, NOW);
  return jar;
}

describe("a cookie jar", () => {
  it.each<readonly [string, readonly string[], string, string]>([
    ["keeps name and value", ["a=1; HttpOnly", "b=x=y; Secure"], "/", "a=1; b=x=y"],
    ["replaces", ["a=1", "a=2"], "/", "a=2"],
    ["deletes by Max-Age", ["a=1", "a=; Max-Age=0"], "/", ""],
    ["deletes by Expires", ["a=1", "a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT"], "/", ""],
    ["keeps what expires later", ["a=1; Expires=Thu, 01 Jan 2099 00:00:00 GMT"], "/", "a=1"],
    ["obeys Path", ["a=1; Path=/admin", "b=2; Path=/"], "/adminx", "b=2"],
    ["obeys Path below", ["a=1; Path=/admin"], "/admin/users?x=1", "a=1"],
    ["takes no nameless cookie", ["=1", "nothing"], "/", ""],
    ["takes no line break", ["a=1\r\nX: y"], "/", ""],
  ])("%s", (_, cookies, path, expected) => {
    expect(cookieText(jarOf(...cookies), path)).toBe(expected);
  });

  it("does not grow without end", () => {
    const jar = jarOf(...Array.from({ length: 500 }, (_, index) => `c${index}=${"x".repeat(9_000)}`));
    expect(jar.size).toBeLessThanOrEqual(100);
    expect(cookieText(jar, "/").length).toBeLessThan(500_000);
  });
});
