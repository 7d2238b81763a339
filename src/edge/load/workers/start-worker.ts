import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { Worker, type WorkerOptions } from "node:worker_threads";

type Entry = "main" | "main-play" | "main-pair";

/** A thread that runs a file of this folder: in the package that is JavaScript. */
export function startWorker(file: Entry, options: WorkerOptions): Worker {
  if (import.meta.url.endsWith(".js"))
    return new Worker(fileURLToPath(new URL(`./${file}.js`, import.meta.url)), options);
  return new Worker(bundleOf(file), { ...options, eval: true });
}

const bundles = new Map<Entry, string>();

// No supported Node runs these sources as they are (`using` comes with 24), and a loader in every thread would take most of a
// second to start.
function bundleOf(file: Entry): string {
  const bundle = bundles.get(file) ?? bundled(fileURLToPath(new URL(`./${file}.ts`, import.meta.url)));
  bundles.set(file, bundle);
  return bundle;
}

function bundled(path: string): string {
  const bundler: unknown = createRequire(createRequire(import.meta.url).resolve("tsx"))("esbuild");
  if (!isBundler(bundler)) throw new Error("esbuild cannot bundle");
  const form = { bundle: true, platform: "node", target: "node20", packages: "external" } as const;
  return bundler.buildSync({ ...form, entryPoints: [path], write: false }).outputFiles[0]?.text ?? "";
}

interface Bundler {
  buildSync(wish: Readonly<Record<string, unknown>>): { readonly outputFiles: readonly { readonly text: string }[] };
}

function isBundler(value: unknown): value is Bundler {
  return typeof value === "object" && value !== null && "buildSync" in value && typeof value.buildSync === "function";
}
