import { networkInterfaces } from "node:os";
import { SocketAddress, isIPv6 } from "node:net";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { familyOf, socketAddress } from "../../../../src/edge/load/kernel/socket-address.ts";

const hex = (endpoint: Parameters<typeof socketAddress>[0]): string | undefined => {
  const bytes = socketAddress(endpoint);
  return bytes === undefined ? undefined : Buffer.from(bytes).toString("hex");
};

const v6 = (address: string): string | undefined => hex({ address, port: 8_080 })?.slice(16, 48);

describe("a socket address", () => {
  it("lays out IPv4: family as the machine does, port and address as the network does", () => {
    expect(hex({ address: "127.0.0.1", port: 8_080 })).toBe("02001f907f0000010000000000000000");
  });

  it.each([
    ["::1", "00000000000000000000000000000001"],
    ["::", "00000000000000000000000000000000"],
    ["2001:db8::ff00:42:8329", "20010db8000000000000ff0000428329"],
    ["::ffff:127.0.0.1", "00000000000000000000ffff7f000001"],
    ["1:2:3:4:5:6:7:8", "00010002000300040005000600070008"],
    ["1::", "00010000000000000000000000000000"],
  ])("lays out IPv6 %s", (address, expected) => expect(v6(address)).toBe(expected));

  it("agrees with Node on every IPv6 address", () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        fc.pre(isIPv6(address));
        const bytes = Buffer.from(socketAddress({ address, port: 1 })?.subarray(8, 24) ?? []);
        const groups = Array.from({ length: 8 }, (_, index) => bytes.readUInt16BE(2 * index).toString(16)).join(":");
        const normal = (text: string): string => new SocketAddress({ address: text, family: "ipv6" }).address;
        expect(normal(groups)).toBe(normal(address));
      }),
    );
  });

  it("names the interface of a link-local address", () => {
    const name = Object.keys(networkInterfaces())[0] ?? "lo";
    const scope = (zone: string): number =>
      new DataView(socketAddress({ address: `fe80::1%${zone}`, port: 1 })?.buffer ?? new ArrayBuffer(28)).getUint32(
        24,
        true,
      );
    expect(scope("7")).toBe(7);
    expect(scope(name)).toBe(networkInterfaces()[name]?.find(({ family }) => family === "IPv6")?.scopeid ?? 0);
  });

  it("lays out a Unix path with its NUL, and an abstract name without one", () => {
    expect(hex({ path: "/tmp/a" })).toBe("01002f746d702f6100");
    expect(hex({ path: "@a" })).toBe("01000061");
  });

  it("refuses what is no address", () => {
    expect(socketAddress({ address: "localhost", port: 1 })).toBeUndefined();
    expect(socketAddress({ path: "" })).toBeUndefined();
    expect(socketAddress({ path: "x".repeat(108) })).toBeUndefined();
    expect(familyOf(socketAddress({ path: "x".repeat(107) }) ?? new Uint8Array(2))).toBe(1);
  });
});
