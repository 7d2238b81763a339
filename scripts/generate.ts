// Writes what follows from the declarations: the registry, the loaders, docs/cli.md, docs/errors.md, docs/findings.
// `npm run generate`; test/docs proves that nothing is stale.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { generatedFiles } from "./generated.ts";

const root = join(import.meta.dirname, "..");
for (const [path, text] of await generatedFiles(root)) {
  const target = join(root, path);
  const before = await readFile(target, "utf8").catch(() => undefined);
  if (before === text) continue;
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, text);
  console.log(`wrote ${path}`);
}
