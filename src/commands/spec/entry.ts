import { posix } from "node:path";
import { isRecord } from "../../kit/index.ts";

/**
 * The file that starts an application: what package.json starts, or would when it is built; else the only one that listens or the best
 * known of them by its name; else one with such a name. Undefined where nothing says so.
 *
 * @example
 * entryOf(new Map([["package.json", '{ "scripts": { "start": "node dist/server.js" } }'], ["src/server.ts", "app.listen(1)"]])); // "src/server.ts"
 */
export function entryOf(files: ReadonlyMap<string, string>): string | undefined {
  const manifest = parsed(files.get("package.json"));
  const named = [...startedBy(manifest["scripts"]), textOf(manifest["main"])].flatMap((one) => sourceOf(files, one));
  if (named[0] !== undefined) return named[0];
  const sources = [...files].filter(([path]) => /\.[cm]?[jt]s$/.test(path));
  const listening = sources.filter(([, text]) => /\.listen\(/.test(text)).map(([path]) => path);
  if (listening.length === 1) return listening[0];
  return byName(listening) ?? byName(sources.map(([path]) => path));
}

const SCRIPTS = ["start:dev", "dev", "start", "serve", "start:prod"] as const;

/** Files that scripts hand to node, tsx, nodemon and the like. */
function startedBy(scripts: unknown): readonly string[] {
  if (!isRecord(scripts)) return [];
  return SCRIPTS.flatMap((name) => textOf(scripts[name])?.match(/[\w@./-]+\.[cm]?[jt]s\b/g) ?? []);
}

/** The source of a file that may be made by a build: `dist/main.js` of `src/main.ts`. */
function sourceOf(files: ReadonlyMap<string, string>, path: string | undefined): readonly string[] {
  if (path === undefined) return [];
  const plain = posix.normalize(path).replace(/^\.\//, "");
  const stem = plain.replace(/\.[cm]?[jt]s$/, "");
  const unbuilt = stem.replace(/^(?:dist|build|out|lib)\//, "");
  const stems = [...new Set([stem, `${stem}/index`, unbuilt, `src/${unbuilt}`, unbuilt.replace(/^src\//, "")])];
  const all = [plain, ...stems.flatMap((one) => ENDINGS.map((ending) => `${one}${ending}`))];
  return all.filter((one) => files.has(one)).slice(0, 1);
}

const ENDINGS = [".ts", ".js", ".mts", ".mjs", ".cts", ".cjs"] as const;

const NAMES = ["server", "main", "index", "app", "www"] as const;

/** Nearest to the root first, then by name. */
function byName(paths: readonly string[]): string | undefined {
  const rank = (path: string): number =>
    NAMES.findIndex((name) => posix.basename(path).replace(/\.[cm]?[jt]s$/, "") === name);
  const depth = (path: string): number => path.replace(/^src\//, "").split("/").length;
  return paths
    .filter((path) => rank(path) >= 0)
    .toSorted((a, b) => depth(a) - depth(b) || rank(a) - rank(b) || (a < b ? -1 : 1))[0];
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

function parsed(text: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}
