import { randomBytes, randomUUID } from "node:crypto";
import type { Random } from "../../command/index.ts";

export function createRandom(): Random {
  return { bytes: (count) => randomBytes(count), uuid: () => randomUUID(), fraction: () => Math.random() };
}
