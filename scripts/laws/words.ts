import type { Source } from "./sources.ts";
import { lineOf } from "./sources.ts";

const DISABLED = /(oxlint|eslint)-(disable|enable)|@ts-(ignore|expect-error|nocheck)|v8 ignore|istanbul ignore/g;
const ENUM = /^\s*(export\s+)?(const\s+)?enum\s/gm;

/** Laws 2 and 11 as far as words show them: headers of rooms, classes, enums, disable comments. */
export function wordBreaches(source: Source): readonly string[] {
  return [
    ...headerBreach(source),
    ...classBreaches(source),
    ...matches(source, DISABLED, "no disable comment"),
    ...matches(source, ENUM, "no enums"),
  ];
}

function headerBreach(source: Source): readonly string[] {
  if (!source.path.endsWith("/index.ts")) return [];
  const head = source.text.split("\n").findIndex((line) => !line.startsWith("//"));
  if (head >= 1 && head <= 5) return [];
  return [`${source.path}:1 a room opens with one to five lines that say what belongs there and what does not`];
}

function classBreaches(source: Source): readonly string[] {
  return source.classes
    .filter((one) => !one.extendsError && !one.disposable)
    .map((one) => `${source.path}:${one.line} class ${one.name} is neither an error nor a resource with a lifetime`);
}

function matches(source: Source, pattern: RegExp, law: string): readonly string[] {
  return [...source.text.matchAll(pattern)].map(
    (found) => `${source.path}:${lineOf(source.text, found.index)} ${law}: ${found[0].trim()}`,
  );
}
