// One file where the compiler made hundreds: what `backwright` loads when it runs a command, and what its load threads load. To find,
// open and link some 800 files takes half a second of CPU; the same code in a few takes a tenth. The library's doors
// stay as they are compiled.
import { copyFile, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { withDirectImports } from "./direct-imports.ts";

// Of the dependencies these go in: a hundred files that nearly every command loads, and what takes longer to find than to read.
// Their licences go along.
const INCLUDED = ["js-yaml", "node-diff3", "zod"];
const FOLDER = "bundle";
// `z` is an object that holds all of zod; of its namespace only what is used goes in.
const WHOLE = /^import \{ z \} from "zod";$/m;
const PART = 'import * as z from "zod";';

interface Loaded {
  readonly contents: string;
}

interface Building {
  onLoad(
    filter: { readonly filter: RegExp },
    load: (file: { readonly path: string }) => Promise<Loaded | undefined>,
  ): void;
  onResolve(
    filter: { readonly filter: RegExp },
    resolve: (wish: { readonly path: string }) => { readonly external: boolean } | undefined,
  ): void;
}

interface Bundler {
  readonly build: (wish: Readonly<Record<string, unknown>>) => Promise<unknown>;
}

/** Puts the bundles into a compiled `dist`. */
export async function bundle(root: string, dist: string): Promise<void> {
  const { build } = bundler();
  const form = { bundle: true, format: "esm", platform: "node", target: "node20", minifyWhitespace: true };
  const folder = join(dist, FOLDER);
  await mkdir(folder);
  for (const name of INCLUDED) await copyFile(await licence(root, name), join(folder, `${name}.LICENSE`));
  const plugins = [placed(dist, folder), english, outside];
  await build({ ...form, entryPoints: [join(dist, "main", "start.js")], outdir: folder, splitting: true, plugins });
  await point(join(dist, "main", "pages", "open.js"), "../start.js", `../../${FOLDER}/start.js`);
  const workers = join(dist, "edge", "load", "workers");
  const mains = (await readdir(workers)).filter((name) => /^main.*\.js$/.test(name));
  const places = { entryPoints: mains.map((name) => join(workers, name)), outdir: workers, allowOverwrite: true };
  await build({ ...form, ...places, plugins: [outside] });
}

async function licence(root: string, name: string): Promise<string> {
  const folder = join(root, "node_modules", name);
  const file = (await readdir(folder)).find((one) => /^licen[cs]e/i.test(one));
  if (file === undefined) throw new Error(`${name} comes without its licence`);
  return join(folder, file);
}

/** Modules find files beside them: each of them still says its own place, not that of the bundle. */
function placed(dist: string, folder: string): unknown {
  const setup = (building: Building): void =>
    building.onLoad({ filter: /\.js$/ }, async ({ path }) => {
      if (!path.startsWith(dist)) return undefined;
      const text = await readFile(path, "utf8");
      const own = JSON.stringify(relative(folder, path).replaceAll("\\", "/"));
      const direct = withDirectImports(path, text).replace(WHOLE, PART);
      return { contents: direct.replaceAll("import.meta.url", `new URL(${own}, import.meta.url).href`) };
    });
  return { name: "placed", setup };
}

/** Half of zod are its messages in fifty languages, of which this package speaks one. */
const english: unknown = {
  name: "english",
  setup: (building: Building): void =>
    building.onLoad({ filter: /zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, async () => ({
      contents: 'export { default as en } from "./en.js";',
    })),
};

/** Packages are loaded from where they are installed. */
const outside: unknown = {
  name: "outside",
  setup: (building: Building): void =>
    building.onResolve({ filter: /^[^./]/ }, ({ path }) =>
      INCLUDED.some((name) => path === name || path.startsWith(`${name}/`)) ? undefined : { external: true },
    ),
};

async function point(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(file, "utf8");
  if (!text.includes(from)) throw new Error(`${file} does not load ${from}`);
  await writeFile(file, text.replace(from, to));
}

function bundler(): Bundler {
  const found: unknown = createRequire(createRequire(import.meta.url).resolve("tsx"))("esbuild");
  if (isBundler(found)) return found;
  throw new Error("esbuild cannot bundle");
}

function isBundler(value: unknown): value is Bundler {
  return typeof value === "object" && value !== null && "build" in value && typeof value.build === "function";
}
