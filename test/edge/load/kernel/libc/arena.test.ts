import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addressOf,
  newArena,
  releaseArena,
  reserve,
  type Libc,
} from "../../../../../src/edge/load/kernel/libc/index.ts";

const BASE = 0x7f00_0000_0000;

/** A C library that only has memory: what is tested is which addresses come out. */
function memoryOnly(length: number): Libc {
  const buffer = new ArrayBuffer(length);
  const refuse = (): number => -1;
  return {
    errno: () => 12,
    mmap: () => BASE,
    madvise: (address, bytes) => {
      new Uint8Array(buffer, address - BASE, bytes).fill(0);
      return 0;
    },
    view: () => buffer,
    socket: refuse,
    connect: refuse,
    bind: refuse,
    listen: refuse,
    accept: refuse,
    getsockname: refuse,
    close: refuse,
    send: refuse,
    recvmsg: refuse,
    setsockopt: refuse,
    getsockopt: refuse,
    epollCreate: refuse,
    epollControl: refuse,
    syscall: refuse,
    clockGettime: refuse,
    prctl: refuse,
  };
}

describe("the arena", () => {
  it("hands out addresses inside of a region, and no other ones", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(500)), fc.integer(), fc.integer(), (lengths, from, length) => {
        const arena = newArena(memoryOnly(4_096), 4_096);
        const regions = lengths.flatMap((bytes) => {
          try {
            return [reserve(arena, bytes)];
          } catch {
            return [];
          }
        });
        for (const region of regions) {
          const isInside = from >= 0 && length >= 0 && from + length <= region.length;
          if (!isInside) expect(() => addressOf(region, from, length)).toThrow(RangeError);
          else expect(addressOf(region, from, length)).toBe(BASE + region.offset + from);
          expect(region.offset + region.length).toBeLessThanOrEqual(4_096);
        }
        const ends = regions.map(({ offset, length: bytes }) => offset + bytes);
        for (const [index, { offset }] of regions.entries())
          expect(offset).toBeGreaterThanOrEqual(Math.max(0, ...ends.slice(0, index)));
      }),
    );
  });

  it.each([Number.NaN, 0.5, Number.POSITIVE_INFINITY, -1])("refuses %s as a place and as a length", (value) => {
    const region = reserve(newArena(memoryOnly(64), 64), 64);
    expect(() => addressOf(region, value, 0)).toThrow(RangeError);
    expect(() => addressOf(region, 0, value)).toThrow(RangeError);
    expect(() => reserve(newArena(memoryOnly(64), 64), value)).toThrow(RangeError);
  });

  it("says when the system gives no memory", () => {
    expect(() => newArena({ ...memoryOnly(64), mmap: () => -1 }, 64)).toThrow("mmap gave no memory (errno 12)");
  });

  it("stays readable when it was given back", () => {
    const libc = memoryOnly(64);
    const arena = newArena(libc, 64);
    const region = reserve(arena, 8);
    region.bytes.fill(7);
    releaseArena(libc, arena);
    expect([...region.bytes]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });
});
