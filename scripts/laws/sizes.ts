import type { Source } from "./sources.ts";

const HOT = "src/edge/load/hot/";
const GENERATED: ReadonlySet<string> = new Set(["src/commands/registry.ts", "src/main/loaders.ts"]);

export interface Sizes {
  readonly functionMedian: number;
  readonly functionLongest: number;
  readonly fileMedian: number;
  readonly fileLongest: number;
}

/** Law 11: functions of at most 40 lines (median 6), files of at most 300 (median 80), doors of at most 30. */
export function sizeBreaches(sources: readonly Source[]): readonly string[] {
  const sizes = measure(sources);
  return [
    ...sources.flatMap(tooLong),
    ...(sizes.functionMedian > 6 ? [`the median function has ${sizes.functionMedian} lines; at most 6`] : []),
    ...(sizes.fileMedian > 80 ? [`the median file has ${sizes.fileMedian} lines; at most 80`] : []),
  ];
}

function tooLong(source: Source): readonly string[] {
  const limit = source.path.startsWith(HOT) ? 120 : 40;
  const functions = source.functions.filter((one) => one.lines > limit);
  return [
    ...functions.map((one) => `${source.path}:${one.line} ${one.name} has ${one.lines} lines; at most ${limit}`),
    ...(source.lines > 300 ? [`${source.path} has ${source.lines} lines; at most 300`] : []),
    ...(source.room === "" && source.lines > 30
      ? [`${source.path} is a door of ${source.lines} lines; at most 30`]
      : []),
  ];
}

export function measure(sources: readonly Source[]): Sizes {
  const written = sources.filter((source) => !GENERATED.has(source.path));
  const functions = written.flatMap((source) => source.functions.map((one) => one.lines)).sort((a, b) => a - b);
  const files = written.map((source) => source.lines).sort((a, b) => a - b);
  return {
    functionMedian: middle(functions),
    functionLongest: functions.at(-1) ?? 0,
    fileMedian: middle(files),
    fileLongest: files.at(-1) ?? 0,
  };
}

const middle = (sorted: readonly number[]): number => sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
