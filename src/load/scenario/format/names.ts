import type { FileStep, ScenarioFile } from "./schema.ts";

/** Every variable that steps set or extract, in the order of the file. */
export function namesSetBy(steps: readonly FileStep[]): readonly string[] {
  return steps.flatMap((step) => [
    ...Object.keys(step.set ?? {}),
    ...Object.keys(step.extract ?? {}),
    ...namesSetBy(step.steps ?? []),
    ...namesSetBy(step.else ?? []),
  ]);
}

/** The names of files that bodies are read from. */
export function bodyFilesOf(file: ScenarioFile): readonly string[] {
  const inside = (steps: readonly FileStep[]): readonly string[] =>
    steps.flatMap((step) => [
      ...(step.file === undefined ? [] : [step.file]),
      ...inside(step.steps ?? []),
      ...inside(step.else ?? []),
    ]);
  const flows = [
    file.steps ?? [],
    file.setup ?? [],
    file.teardown ?? [],
    ...(file.scenarios ?? []).map(({ steps }) => steps),
  ];
  return flows.flatMap(inside);
}
