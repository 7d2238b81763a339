import { describe, expect, it } from "vitest";
import { originText, parseTarget } from "../../src/load/index.ts";

describe("a target", () => {
  it.each([
    ["http://localhost:3000/users?page=2#top", "http://localhost:3000", "/users?page=2"],
    ["https://API.example.com", "https://api.example.com", "/"],
    ["https://api.example.com:443/a b", "https://api.example.com", "/a%20b"],
    ["http://api.example.com:8080/é", "http://api.example.com:8080", "/%C3%A9"],
    ["http://[::1]:3000/x", "http://[::1]:3000", "/x"],
    ["localhost:3000/users", "http://localhost:3000", "/users"],
    ["127.0.0.1:80", "http://127.0.0.1", "/"],
    ["[::1]:8080", "http://[::1]:8080", "/"],
  ])("%s", (text, origin, path) => {
    const target = parseTarget(text);
    expect(originText(target.origin)).toBe(origin);
    expect(target.path).toBe(path);
  });

  it("makes user and password a header, and shows neither", () => {
    const target = parseTarget("https://ada:p%40ss%@api.example.com/x?access_token=abc&page=2");
    expect(target.authorization).toEqual(["Authorization", `Basic ${Buffer.from("ada:p@ss%").toString("base64")}`]);
    expect(target.shown).toBe("https://api.example.com/x?access_token=[redacted]&page=2");
  });

  it.each([
    ["ws://localhost/", "WebSocket"],
    ["grpc://localhost/", "gRPC"],
    ["ftp://localhost/", "neither"],
    ["api.example.com/users", "no scheme"],
    ["http://", "malformed"],
    ["http://user:secret@host:99999/", "malformed"],
  ])("%s is refused", (text, reason) => {
    expect(() => parseTarget(text)).toThrow(expect.objectContaining({ code: "load-bad-url", exitCode: 2 }));
    expect(() => parseTarget(text)).toThrow(reason);
    expect(() => parseTarget(text)).not.toThrow("secret");
  });
});
