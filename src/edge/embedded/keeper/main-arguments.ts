import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

/** What Node needs to run main.ts: in the package it is JavaScript, in the sources an older Node needs a loader for it. */
export function mainArguments(): readonly string[] {
  if (import.meta.url.endsWith(".js")) return [fileURLToPath(new URL("./main.js", import.meta.url))];
  const source = fileURLToPath(new URL("./main.ts", import.meta.url));
  if ("typescript" in process.features && process.features.typescript !== false) return [source];
  return ["--import", pathToFileURL(createRequire(import.meta.url).resolve("tsx/esm")).href, source];
}
