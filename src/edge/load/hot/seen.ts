import { decodeBody } from "../decode/index.ts";
import { SEES, type Capture } from "./capture-state.ts";
import type { SeenAnswer } from "./core-state.ts";

/** What was kept of the answer that a slot has just had, its body decoded. */
export function seenBy(capture: Capture, slot: number): SeenAnswer {
  const headers = capture.heads[slot] ?? [];
  if (capture.sees[slot] !== SEES.body) return { headers, body: undefined, truncated: false };
  const limit = capture.limit[slot] ?? 0;
  const { body, truncated } = decodeBody(Buffer.concat(capture.parts[slot] ?? []), headers, limit);
  return { headers, body, truncated: truncated || capture.isTruncated[slot] === 1 };
}
