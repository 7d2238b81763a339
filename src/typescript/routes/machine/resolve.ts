import { posix } from "node:path";
import type { Alias, Sources } from "./machine.ts";

const EXTENSIONS = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".json", ".d.ts"];

/** The file that a specifier means, when it is one of the application's own: relative, absolute in the root, or an alias. */
export function resolveSpecifier(sources: Sources, from: string, specifier: string): string | undefined {
  if (specifier.startsWith(".")) return fileAt(sources, posix.join(posix.dirname(from), specifier));
  if (specifier.startsWith("/")) return fileAt(sources, posix.normalize(specifier).replace(/^\/+/, ""));
  if (specifier.startsWith("file:///")) return fileAt(sources, specifier.slice("file:///".length));
  for (const alias of nearest(sources.aliases, { from, specifier })) {
    const rest = matched(alias.pattern, specifier);
    if (rest === undefined) continue;
    for (const target of alias.targets) {
      const file = fileAt(sources, posix.normalize(target.replace("*", () => rest)));
      if (file !== undefined && file !== from) return file;
    }
  }
  return undefined;
}

/** Those of the folders around a file, the innermost first; then those of other folders. What stands in for packages holds below its own. */
function nearest(
  aliases: Sources["aliases"],
  { from, specifier }: { readonly from: string; readonly specifier: string },
): Sources["aliases"] {
  const depth = ({ folder = "" }: Alias): number =>
    folder === "" ? 0 : from.startsWith(`${folder}/`) ? folder.length : -1;
  const around = aliases.filter((one) => depth(one) >= 0);
  const isForeign = specifier.startsWith("node:") || around.some(({ except }) => isOneOf(except, specifier));
  return aliases
    .filter((one) => one.except === undefined || (!isForeign && depth(one) >= 0))
    .toSorted((one, other) => depth(other) - depth(one));
}

const isOneOf = (names: readonly string[] | undefined, specifier: string): boolean =>
  names?.some((name) => specifier === name || specifier.startsWith(`${name}/`)) === true;

/** What `*` of `@/*` stands for. */
function matched(pattern: string, specifier: string): string | undefined {
  const [start = "", end] = pattern.split("*", 2);
  if (end === undefined) return pattern === specifier ? "" : undefined;
  const fits = specifier.startsWith(start) && specifier.endsWith(end) && specifier.length >= start.length + end.length;
  return fits ? specifier.slice(start.length, specifier.length - end.length) : undefined;
}

function fileAt({ files }: Sources, path: string): string | undefined {
  const plain = path.replace(/\/+$/, "").replace(/^\.\//, "");
  if (plain.startsWith("..")) return undefined;
  const stem = plain.replace(/\.(?:m|c)?jsx?$/, "");
  const names = [
    plain,
    ...EXTENSIONS.map((one) => plain + one),
    ...(stem === plain ? [] : EXTENSIONS.map((one) => stem + one)),
    ...EXTENSIONS.map((one) => (plain === "" || plain === "." ? `index${one}` : `${plain}/index${one}`)),
  ];
  return names.find((one) => files.has(one));
}
