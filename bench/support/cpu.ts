import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface CpuFigure {
  readonly cpuMs: number;
  readonly peakMb: number;
}

/** User + system CPU and peak memory of one run of a Node program, by its own accounting at exit. */
export function measureNode(
  args: readonly string[],
  cwd = process.cwd(),
  accepted: readonly number[] = [0],
): CpuFigure {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const file = join(folder, "cpu");
  const preload = join(import.meta.dirname, "cpu.cjs");
  const result = spawnSync(process.execPath, ["--require", preload, ...args], {
    cwd,
    env: { ...process.env, BENCH_CPU_FILE: file },
    encoding: "utf8",
  });
  if (!accepted.includes(result.status ?? -1))
    throw new Error(`${args.join(" ")} ended with ${result.status}: ${result.stderr}`);
  const figure: CpuFigure = JSON.parse(readFileSync(file, "utf8").trim().split("\n").at(-1) ?? "{}");
  rmSync(folder, { recursive: true, force: true });
  return figure;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Medians of several runs. */
export function medianOf(runs: number, measure: () => CpuFigure): CpuFigure {
  const figures = Array.from({ length: runs }, measure);
  return { cpuMs: median(figures.map((one) => one.cpuMs)), peakMb: median(figures.map((one) => one.peakMb)) };
}
