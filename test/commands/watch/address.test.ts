import { expect, test } from "vitest";
import { isLoopback, listenAddress } from "../../../src/commands/watch/address.ts";

test.each([
  ["6543", { host: "127.0.0.1", port: 6543 }],
  ["0", { host: "127.0.0.1", port: 0 }],
  ["0.0.0.0:6543", { host: "0.0.0.0", port: 6543 }],
  ["[::1]:6543", { host: "::1", port: 6543 }],
  ["db:1", { host: "db", port: 1 }],
])("%s", (text, address) => {
  expect(listenAddress(text)).toEqual(address);
});

test.each(["", "x", "-1", "65536", "127.0.0.1:", "1:2:x"])("%j is refused by name", (text) => {
  expect(() => listenAddress(text)).toThrow(`--listen ${text}`);
});

test("loopback is told from the rest", () => {
  expect(["127.0.0.1", "127.9.9.9", "::1", "localhost"].every(isLoopback)).toBe(true);
  expect(["0.0.0.0", "::", "10.0.0.1", "db"].some(isLoopback)).toBe(false);
});
