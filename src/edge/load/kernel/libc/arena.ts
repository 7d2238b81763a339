import type { Libc } from "./libc.ts";

const PROT_READ_WRITE = 3;
const MAP_PRIVATE_ANONYMOUS_NORESERVE = 0x2 | 0x20 | 0x4000;
const MADV_DONTNEED = 4;
// A cache line, so that no two regions share one.
const ALIGNMENT = 64;

/** All memory that C may read or write: one mapping, handed out in regions from its beginning to its end. */
export interface Arena {
  readonly base: number;
  readonly length: number;
  readonly memory: ArrayBuffer;
  used: number;
}

/** A part of the arena. What is written here, C sees. */
export interface Region {
  readonly arena: Arena;
  readonly offset: number;
  readonly length: number;
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

/** Maps memory. Pages that nothing touches cost none. Error: RangeError where the system gives none. */
export function newArena(libc: Libc, length: number): Arena {
  const base = libc.mmap(0, length, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS_NORESERVE, -1, 0);
  if (!Number.isSafeInteger(base) || base <= 0) throw new RangeError(`mmap gave no memory (errno ${libc.errno()})`);
  return { base, length, memory: libc.view(base, length), used: 0 };
}

/** The next free part. Error: RangeError when the arena is full. */
export function reserve(arena: Arena, length: number): Region {
  const offset = arena.used;
  const end = offset + Math.ceil(length / ALIGNMENT) * ALIGNMENT;
  if (!Number.isInteger(length) || length <= 0 || end > arena.length)
    throw new RangeError(`the arena has no ${length} bytes left`);
  arena.used = end;
  const { memory } = arena;
  return {
    arena,
    offset,
    length,
    bytes: new Uint8Array(memory, offset, length),
    view: new DataView(memory, offset, length),
  };
}

/** The address of `length` bytes from `from` on in a region. Error: RangeError when they are not all inside. */
export function addressOf(region: Region, from = 0, length = region.length - from): number {
  const isInside = Number.isInteger(from) && Number.isInteger(length) && from >= 0 && length >= 0;
  if (!isInside || from + length > region.length)
    throw new RangeError(`${length} bytes at ${from} are outside of a region of ${region.length}`);
  return region.arena.base + region.offset + from;
}

/** Gives the memory back to the system. The mapping stays, so that a forgotten view reads zeros instead of crashing. */
export function releaseArena(libc: Libc, { base, length }: Arena): void {
  libc.madvise(base, length, MADV_DONTNEED);
}
