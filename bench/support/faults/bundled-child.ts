// The program that a death is tried on, as one file: to find and compile some hundred modules would cost most of a death's time.
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const root = join(import.meta.dirname, "..", "..", "..");
/** Below the packages, which are loaded from where they are installed. */
const CACHE = join(root, "node_modules", ".cache");

interface Building {
  onLoad(
    filter: { readonly filter: RegExp },
    load: (file: { readonly path: string }) => Promise<{ readonly contents: string; readonly loader: "ts" }>,
  ): void;
}

interface Bundler {
  readonly build: (wish: Readonly<Record<string, unknown>>) => Promise<unknown>;
}

export interface BundledChild extends AsyncDisposable {
  readonly script: string;
}

/** Bundles test/live/migrate-child.ts with the esbuild that tsx brings. */
export async function bundleChild(): Promise<BundledChild> {
  await mkdir(CACHE, { recursive: true });
  const folder = await mkdtemp(join(CACHE, "backwright-child-"));
  const script = join(folder, "child.mjs");
  await bundler().build({
    entryPoints: [join(root, "test", "live", "migrate-child.ts")],
    outfile: script,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    logLevel: "error",
    plugins: [placed],
  });
  return { script, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}

/** Modules find files beside them: each of them still says its own place, not that of the bundle. */
const placed: unknown = {
  name: "placed",
  setup: (building: Building): void =>
    building.onLoad({ filter: /[\\/](?:src|test)[\\/].*\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8")).replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href)),
      loader: "ts",
    })),
};

function bundler(): Bundler {
  const found: unknown = createRequire(createRequire(import.meta.url).resolve("tsx"))("esbuild");
  if (isBundler(found)) return found;
  throw new Error("esbuild cannot bundle");
}

function isBundler(value: unknown): value is Bundler {
  return typeof value === "object" && value !== null && "build" in value && typeof value.build === "function";
}
