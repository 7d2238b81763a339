import type { World } from "../../command/index.ts";
import type { SparseFile } from "../../diff/shadow/index.ts";

// The files belong to the server's user: a child grows them in place, where a writer of ours would replace them.
const GROW = `const { openSync, ftruncateSync, closeSync, readFileSync } = require("node:fs");
for (const { path, bytes } of JSON.parse(readFileSync(0, "utf8"))) {
  const file = openSync(path, "a");
  ftruncateSync(file, bytes);
  closeSync(file);
}`;

/**
 * Makes files of a shadow as long as its target's, as holes that take no space, so that the planner counts the target's pages.
 * Error: `program-not-started`. Answers false where the system would not have it.
 */
export async function growFiles(world: World, files: readonly SparseFile[]): Promise<boolean> {
  if (files.length === 0) return true;
  const input = JSON.stringify(files);
  const { code } = await world.processes.run(world.processes.node, ["-e", GROW], { input });
  return code === 0;
}
