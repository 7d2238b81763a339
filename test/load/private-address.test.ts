import { describe, expect, it } from "vitest";
import { isHostAllowed, isPrivateAddress } from "../../src/load/index.ts";

describe("private addresses", () => {
  it.each([
    "127.0.0.1",
    "127.255.0.9",
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.7",
    "169.254.1.1",
    "0.0.0.0",
    "::1",
    "::",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1%eth0",
    "FEBF::1",
    "::ffff:127.0.0.1",
    "::ffff:c0a8:101",
  ])("%s is one", (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  it.each([
    "8.8.8.8",
    "172.15.0.1",
    "172.32.0.1",
    "192.169.0.1",
    "11.0.0.1",
    "128.0.0.1",
    "2001:db8::1",
    "fc::1",
    "fec0::1",
    "::ffff:8.8.8.8",
    "::ffff:808:808",
    "localhost.example.com",
    "10.example.com",
    "",
  ])("%s is none", (address) => {
    expect(isPrivateAddress(address)).toBe(false);
  });
});

describe("hosts that the user owns", () => {
  const origin = { scheme: "https", host: "api.example.com", port: 8443 } as const;

  it.each(["api.example.com", " API.example.com ", "api.example.com:8443"])("%j is the target", (entry) => {
    expect(isHostAllowed(origin, ["other.example.com", entry])).toBe(true);
  });

  it.each(["example.com", "*.example.com", "api.example.com:443", "", "xapi.example.com"])("%j is not", (entry) => {
    expect(isHostAllowed(origin, [entry])).toBe(false);
  });
});
