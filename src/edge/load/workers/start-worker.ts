import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Worker, type WorkerOptions } from "node:worker_threads";

// An older Node needs a loader for the sources, and does not take it from execArgv in a worker.
const WITH_LOADER =
  'const { workerData } = require("node:worker_threads");' +
  "import(workerData.loader).then(({ register }) => (register(), import(workerData.entry)));";

/** A thread that runs a file of this folder: in the package that is JavaScript. */
export function startWorker(file: "main" | "main-play", options: WorkerOptions): Worker {
  if (import.meta.url.endsWith(".js"))
    return new Worker(fileURLToPath(new URL(`./${file}.js`, import.meta.url)), options);
  const source = new URL(`./${file}.ts`, import.meta.url);
  if ("typescript" in process.features && process.features.typescript !== false) return new Worker(source, options);
  // What require finds is the loader's other form.
  const loader = createRequire(import.meta.url)
    .resolve("tsx/esm/api")
    .replace(/\.cjs$/, ".mjs");
  const workerData = { loader: pathToFileURL(loader).href, entry: source.href };
  return new Worker(WITH_LOADER, { ...options, eval: true, workerData });
}
