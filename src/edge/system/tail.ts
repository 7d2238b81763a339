import type { Readable } from "node:stream";

const KEPT = 64 * 1024;

/** Reads a stream and keeps its last 64 kB as text. */
export function keepTail(stream: Readable | null): () => string {
  let kept = "";
  stream?.setEncoding("utf8").on("data", (chunk: string) => {
    kept = (kept + chunk).slice(-KEPT);
  });
  return () => kept;
}
