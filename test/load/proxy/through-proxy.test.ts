import { describe, expect, it } from "vitest";
import { requestBytes } from "../../../src/load/index.ts";
import { isTunnelled, parseProxy, throughProxy } from "../../../src/load/proxy/index.ts";
import { get, planTo } from "../../edge/load/support.ts";

const proxy = parseProxy("http://ada:secret@proxy.test:3128");
const plain = { ...planTo(80, { proxy }), origin: { scheme: "http", host: "api.test", port: 80 } } as const;

describe("throughProxy", () => {
  it("names the whole address and says who asks", () => {
    const request = throughProxy(plain, get("/users?page=2"));
    const text = requestBytes(plain.origin, request, true).toString();
    expect(text).toMatch(/^GET http:\/\/api\.test\/users\?page=2 HTTP\/1\.1\r\nHost: api\.test\r\n/);
    expect(text).toContain(`Proxy-Authorization: ${proxy.authorization}\r\n`);
  });

  it("asks for the whole server without a path", () => {
    expect(throughProxy(plain, { ...get("*"), method: "OPTIONS" }).path).toBe("http://api.test");
  });

  it("keeps a word for the proxy that is there already", () => {
    const own = { ...get(), headers: [["Proxy-Authorization", "Bearer x"]] } as const;
    expect(throughProxy(plain, own).headers).toEqual(own.headers);
  });

  it.each([
    ["no proxy", planTo(80), false],
    ["http", plain, false],
    ["https", { ...plain, origin: { ...plain.origin, scheme: "https" } }, true],
    ["http/2 in clear", { ...plain, protocol: "h2" }, true],
  ] as const)("%s: tunnelled %s", (_, plan, expected) => {
    expect(isTunnelled(plan)).toBe(expected);
    if (expected || plan.proxy === undefined) expect(throughProxy(plan, get())).toEqual(get());
  });
});
