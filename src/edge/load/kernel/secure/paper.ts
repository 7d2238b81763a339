import type { Kernel } from "../kernel.ts";
import { addressOf, reserve, type Region } from "../libc/index.ts";

/** The longest certificate, key or list that is handed over at once. */
const LONGEST = 256 * 1024;

/** Bytes of arena that a paper takes. */
export const PAPER_BYTES = LONGEST + 128;

/** Memory in which OpenSSL is shown texts, certificates and keys, one at a time. */
export interface Paper {
  readonly page: Region;
  /** Holds the address of the page, for functions that want to move a pointer on. */
  readonly pointer: Region;
}

export function newPaper({ arena }: Kernel): Paper {
  return { page: reserve(arena, LONGEST), pointer: reserve(arena, 8) };
}

/** Writes a text with the NUL that ends it in C, and answers its address. Error: RangeError when it is too long. */
export function putText(region: Region, text: string): number {
  const bytes = Buffer.from(text, "utf8");
  const address = addressOf(region, 0, bytes.length + 1);
  region.bytes.set(bytes);
  region.bytes[bytes.length] = 0;
  return address;
}

/** Shows bytes to a function, and wipes them. Error: RangeError when there are too many. */
export function showBytes({ page }: Paper, bytes: Uint8Array, use: (address: number) => number): number {
  const address = addressOf(page, 0, bytes.length);
  page.bytes.set(bytes);
  try {
    return use(address);
  } finally {
    page.bytes.fill(0, 0, bytes.length);
  }
}

/** The same for functions that are given the address of the address (d2i_X509(3)). */
export function showPointed(paper: Paper, bytes: Uint8Array, use: (place: number) => number): number {
  return showBytes(paper, bytes, (address) => {
    paper.pointer.view.setBigUint64(0, BigInt(address), true);
    return use(addressOf(paper.pointer));
  });
}
