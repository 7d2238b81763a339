import { describe, expect, it } from "vitest";
import { parseResolve, resolvedBy } from "../../src/load/index.ts";

describe("--resolve", () => {
  it.each([
    ["api.example.com:443:127.0.0.1", { host: "api.example.com", port: 443, address: "127.0.0.1" }],
    ["API.example.com:*:10.0.0.1", { host: "api.example.com", port: undefined, address: "10.0.0.1" }],
    ["api.example.com:10.0.0.1", { host: "api.example.com", port: undefined, address: "10.0.0.1" }],
    ["api.example.com:443:[::1]", { host: "api.example.com", port: 443, address: "::1" }],
    ["[::1]:443:[fe80::1%lo]", { host: "::1", port: 443, address: "fe80::1%lo" }],
  ])("reads %s", (text, entry) => {
    expect(parseResolve(text)).toEqual(entry);
  });

  it.each([
    "",
    "x",
    "x:443",
    "x:443:",
    "x:443:y",
    "x:0:127.0.0.1",
    "x:70000:127.0.0.1",
    "x:443:127.0.0.256",
    "x:443:[zz]",
    "a b:1:127.0.0.1",
  ])("refuses %j", (text) => {
    expect(() => parseResolve(text)).toThrow(expect.objectContaining({ code: "load-bad-resolve", exitCode: 2 }));
  });

  it("fits a host and its port", () => {
    const entries = ["a.test:443:127.0.0.1", "a.test:127.0.0.2"].map(parseResolve);
    const at = (host: string, port: number) => resolvedBy(entries, { scheme: "https", host, port });
    expect([at("A.test", 443), at("a.test", 80), at("b.test", 443)]).toEqual(["127.0.0.1", "127.0.0.2", undefined]);
  });
});
