import { randomBytes, randomUUID } from "node:crypto";
import type { Random } from "../../command/index.ts";

/** Randomness: bytes and UUIDs fit for secrets, the fraction (0 up to 1, without 1) not. */
export function createRandom(): Random {
  return { bytes: (count) => randomBytes(count), uuid: () => randomUUID(), fraction: () => Math.random() };
}
