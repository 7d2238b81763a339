import { newArena, releaseArena, reserve, type Arena, type Libc, type Region } from "./libc/index.ts";

/** The C library with the memory that this thread hands to it. */
export interface Kernel {
  readonly libc: Libc;
  readonly arena: Arena;
  /** For what a single call reads or writes: options, addresses, times. */
  readonly scratch: Region;
}

/** Long enough for every socket address: a Unix path has 108 bytes. */
const SCRATCH_BYTES = 256;

/** `bytes` is for regions; mapped memory that nothing touches costs none. */
export function newKernel(libc: Libc, bytes: number): Kernel {
  const arena = newArena(libc, bytes + SCRATCH_BYTES);
  return { libc, arena, scratch: reserve(arena, SCRATCH_BYTES) };
}

export function releaseKernel({ libc, arena }: Kernel): void {
  releaseArena(libc, arena);
}

/** A call of the C library failed where it has no business to. */
export class KernelError extends Error {
  override readonly name = "KernelError";
  readonly call: string;
  readonly code: string;
  constructor(call: string, code: string) {
    super(`${call}: ${code}`);
    this.call = call;
    this.code = code;
  }
}
