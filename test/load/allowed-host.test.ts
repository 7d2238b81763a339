import { describe, expect, it } from "vitest";
import { isAddressLiteral, isHostAllowed, isLoopbackName, readAllowedHosts } from "../../src/load/index.ts";

describe("allowed hosts", () => {
  it.each([
    ["api.example.com", true],
    [" API.Example.com ", true],
    ["api.example.com.", true],
    ["api.example.com:8443", true],
    ["api.example.com:443", false],
    ["example.com", false],
    ["xapi.example.com", false],
    ["*", false],
    ["", false],
  ])("%j", (entry, allowed) => {
    expect(isHostAllowed({ host: "api.example.com", port: 8443 }, [entry])).toBe(allowed);
  });

  it("knows an IPv6 address in brackets", () => {
    expect(isHostAllowed({ host: "2001:db8::1", port: 80 }, ["[2001:DB8::1]:80"])).toBe(true);
  });

  it("are read from a file, a line each", () => {
    expect(readAllowedHosts("# ours\r\na.test\n\n b.test:81 # stage\n")).toEqual(["a.test", "b.test:81"]);
  });

  it.each([
    ["localhost", true],
    ["LOCALHOST.", true],
    ["shop.localhost", true],
    ["localhost.example.com", false],
    ["notlocalhost", false],
  ])("%s means this machine: %s", (host, expected) => {
    expect(isLoopbackName(host)).toBe(expected);
  });

  it.each([
    ["127.0.0.1", true],
    ["::1", true],
    ["1.2.3.4.example.com", false],
    ["a.b", false],
  ])("%s is an address: %s", (host, expected) => {
    expect(isAddressLiteral(host)).toBe(expected);
  });
});
