import { rmSync } from "node:fs";
import { rm } from "node:fs/promises";
import type { TemporaryFolder } from "../../command/index.ts";

const open = new Set<string>();
let watching = false;

/** A folder that goes on disposal, and in any case when this process exits. */
export function trackFolder(path: string): TemporaryFolder {
  open.add(path);
  watch();
  return {
    path,
    async [Symbol.asyncDispose]() {
      await rm(path, { recursive: true, force: true, maxRetries: 3 });
      open.delete(path);
    },
  };
}

function watch(): void {
  if (watching) return;
  watching = true;
  process.once("exit", () => {
    for (const path of open) rmSync(path, { recursive: true, force: true });
  });
}
