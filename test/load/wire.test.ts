import { describe, expect, it } from "vitest";
import { contentTypeOf, parseHeader, requestBytes, type Origin, type PlannedRequest } from "../../src/load/index.ts";

const origin: Origin = { scheme: "http", host: "localhost", port: 3000 };
const get: PlannedRequest = { name: "x", weight: 1, method: "GET", path: "/users?page=2", headers: [] };
const text = (request: PlannedRequest, keepAlive = true, to = origin): string =>
  requestBytes(to, request, keepAlive).toString("utf8");

describe("a request's bytes", () => {
  it("are what HTTP/1.1 wants", () => {
    expect(text(get)).toBe(
      "GET /users?page=2 HTTP/1.1\r\nHost: localhost:3000\r\nUser-Agent: backwright\r\nAccept: */*\r\n\r\n",
    );
  });

  it("hold the length of a body in bytes", () => {
    const body = new TextEncoder().encode('{"name":"Zoë"}');
    expect(text({ ...get, method: "POST", body })).toMatch(/Content-Length: 15\r\n\r\n\{"name":"Zoë"\}$/);
  });

  it.each(["POST", "PUT", "PATCH"])("say that a %s has no body", (method) => {
    expect(text({ ...get, method })).toContain("Content-Length: 0\r\n");
  });

  it.each(["GET", "HEAD", "DELETE", "OPTIONS"])("say nothing of a body in a %s", (method) => {
    expect(text({ ...get, method })).not.toContain("Content-Length");
  });

  it("let the user's headers stand in for ours, whatever their case", () => {
    const sent = text({
      ...get,
      headers: [
        ["HOST", "other"],
        ["user-agent", "me"],
        ["X-A", "1"],
        ["X-A", "2"],
      ],
    });
    expect(sent).toBe(
      "GET /users?page=2 HTTP/1.1\r\nAccept: */*\r\nHOST: other\r\nuser-agent: me\r\nX-A: 1\r\nX-A: 2\r\n\r\n",
    );
  });

  it("announce the close without keep-alive", () => {
    expect(text(get, false)).toContain("Connection: close\r\n");
  });

  it.each([
    [{ scheme: "https", host: "example.com", port: 443 }, "Host: example.com\r\n"],
    [{ scheme: "http", host: "example.com", port: 443 }, "Host: example.com:443\r\n"],
    [{ scheme: "http", host: "::1", port: 80 }, "Host: [::1]\r\n"],
  ] as const)("name the host of %o", (to, line) => {
    expect(text(get, true, to)).toContain(line);
  });

  it.each(["/a b", "/a\r\nX: y", "", "/ä"])("are refused for the path %j", (path) => {
    expect(() => text({ ...get, path })).toThrow(expect.objectContaining({ code: "load-bad-url" }));
  });

  it.each([
    ["X: a\nY: b", "control character"],
    ["X\r\nY: b", "character that no header name may have"],
    ["X Y: b", "character that no header name may have"],
    ["nonsense", "no colon"],
    [": b", "no colon"],
    ["Content-Length: 5", "computed"],
    ["transfer-encoding: chunked", "Content-Length"],
    ["Connection: close", "--no-keepalive"],
  ])("are never made of the header %j", (header, reason) => {
    expect(() => parseHeader(header)).toThrow(expect.objectContaining({ code: "load-bad-header", exitCode: 2 }));
    expect(() => parseHeader(header)).toThrow(reason);
  });

  it("cannot be smuggled past the check by a plan", () => {
    expect(() => text({ ...get, headers: [["X", "a\r\nY: b"]] })).toThrow("control character");
  });
});

describe("a typed header", () => {
  it.each([
    ["Authorization: Bearer a:b", ["Authorization", "Bearer a:b"]],
    ["X-Empty:", ["X-Empty", ""]],
    ["accept:text/html", ["accept", "text/html"]],
    ["X-Tab: a\tb", ["X-Tab", "a\tb"]],
  ])("%j", (header, expected) => {
    expect(parseHeader(header)).toEqual(expected);
  });
});

describe("the content type", () => {
  const encode = (body: string): Uint8Array => new TextEncoder().encode(body);

  it.each(['{"a":1}', "[]", " null ", '"text"', "12"])("of %j is JSON", (body) => {
    expect(contentTypeOf(encode(body), [])).toEqual(["Content-Type", "application/json"]);
  });

  it.each(["a=b&c=d", "{a:1}", ""])("of %j is left open", (body) => {
    expect(contentTypeOf(encode(body), [])).toBeUndefined();
  });

  it("of bytes that are no text is left open", () => {
    expect(contentTypeOf(Buffer.from([0xff, 0xfe]), [])).toBeUndefined();
  });

  it("is the user's where one is given", () => {
    expect(contentTypeOf(encode("{}"), [["content-type", "application/vnd.api+json"]])).toBeUndefined();
  });
});
