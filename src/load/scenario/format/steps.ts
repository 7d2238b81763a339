import { escapeSegment } from "../../../openapi/text/index.ts";
import { DEFAULT_BODY_LIMIT, type Instruction, type ScenarioStep } from "../model.ts";
import { checksOf, extractionOf } from "./checks.ts";
import type { Compiler, FlowWork } from "./compiler.ts";
import { conditionOf, timesOf } from "./conditions.ts";
import { calledBy, requestOf, type Called } from "./request.ts";
import type { FileStep } from "./schema.ts";
import { setVariable } from "./scope.ts";
import { statusRange } from "./statuses.ts";
import { spanOf } from "./times.ts";
import { settingOf } from "./values.ts";

/** Keys that only mean something beside a request. */
const OF_REQUESTS = [
  "query",
  "headers",
  "cookies",
  "json",
  "form",
  "body",
  "file",
  "auth",
  "expect",
  "checks",
  "extract",
  "bodyLimit",
] as const;

/** Compiles steps behind the instructions that are there. */
export function compileSteps(work: FlowWork, steps: readonly FileStep[], pointer: string): void {
  for (const [index, step] of steps.entries()) compileStep(work, step, `${pointer}/${index}`);
}

function compileStep(work: FlowWork, step: FileStep, pointer: string): void {
  const called = calledBy(step);
  const [first, second] = called;
  const { mistakes } = work.compiler.scope;
  if (second !== undefined)
    mistakes.error(`${pointer}/${second.key}`, `a step sends one request; ${first?.key} is one already`);
  if (first !== undefined) return compileRequest(work, step, { called: first, pointer });
  for (const key of OF_REQUESTS)
    if (step[key] !== undefined)
      mistakes.error(`${pointer}/${key}`, `${key} belongs to a request, and this step sends none`);
  if (step.repeat !== undefined) return compileRepeat(work, step, pointer);
  if (step.if !== undefined) return compileIf(work, step, pointer);
  if (step.set !== undefined) compileSet(work, step, pointer);
  if (step.think !== undefined) work.program.push(thinking(work.compiler, step.think, `${pointer}/think`));
  if (step.set === undefined && step.think === undefined)
    mistakes.error(pointer, "this step does nothing: it needs get, post, think, set, repeat, if, …");
}

interface Site {
  readonly called: Called;
  readonly pointer: string;
}

function compileRequest(work: FlowWork, step: FileStep, { called, pointer }: Site): void {
  const { compiler, program } = work;
  for (const key of ["repeat", "if", "steps", "else", "while", "set"] as const)
    if (step[key] !== undefined)
      compiler.scope.mistakes.error(`${pointer}/${key}`, `${key} is a step of its own, around the request`);
  const auth =
    step.auth === undefined
      ? { auth: work.auth, pointer: work.authPointer, isInherited: true }
      : { auth: step.auth, pointer: `${pointer}/auth`, isInherited: false };
  const request = requestOf(compiler, step, { called, pointer, auth });
  program.push({ do: "send", step: compiler.steps.length });
  const made: ScenarioStep = {
    name: step.name ?? `${called.method} ${routeName(called.path)}`,
    method: called.method,
    request,
    expected: expectedOf(compiler, step, pointer),
    checks: (step.checks ?? []).flatMap((check, index) =>
      checksOf(check, { scope: compiler.scope, pointer: `${pointer}/checks/${index}` }),
    ),
    extractions: Object.entries(step.extract ?? {}).map(([name, extract]) =>
      extractionOf(name, extract, { scope: compiler.scope, pointer: `${pointer}/extract/${escapeSegment(name)}` }),
    ),
    bodyLimit: step.bodyLimit ?? compiler.file.defaults?.bodyLimit ?? DEFAULT_BODY_LIMIT,
  };
  compiler.steps.push(made);
  const think = step.think ?? work.think;
  if (think !== undefined) program.push(thinking(compiler, think, `${pointer}/think`));
}

/** `/users/${id}?x=1` is counted as `/users/{id}`. */
function routeName(path: string): string {
  return path.replaceAll(/\$\{\s*([^}]*?)\s*\}/g, "{$1}").replace(/\?(?![^{]*\}).*$/s, "");
}

function expectedOf({ scope }: Compiler, { expect }: FileStep, pointer: string): ScenarioStep["expected"] {
  if (expect === undefined) return [];
  return (Array.isArray(expect) ? expect : [expect]).flatMap((status) => {
    const range = statusRange(status);
    if (range === undefined) scope.mistakes.error(`${pointer}/expect`, `${status} is no status: write 200, or 2xx`);
    return range === undefined ? [] : [range];
  });
}

function thinking({ scope }: Compiler, think: string | number, pointer: string): Instruction {
  const span = spanOf(think);
  if (span === undefined) scope.mistakes.error(pointer, `${think} is no time: write 500ms, 2s, or 1s..3s`);
  return { do: "think", leastMs: span?.leastMs ?? 0, mostMs: span?.mostMs ?? 0 };
}

function compileSet({ compiler, program }: FlowWork, step: FileStep, pointer: string): void {
  for (const [name, value] of Object.entries(step.set ?? {})) {
    const setting = settingOf(value, { scope: compiler.scope, pointer: `${pointer}/set/${escapeSegment(name)}` });
    program.push({ do: "set", variable: setVariable(compiler.scope, name), value: setting });
  }
}

function compileRepeat(work: FlowWork, step: FileStep, pointer: string): void {
  const { program, compiler } = work;
  const counter = work.loops;
  work.loops += 1;
  const start = program.length;
  const times = timesOf(step.repeat ?? 0, { scope: compiler.scope, pointer: `${pointer}/repeat` });
  program.push({ do: "jump", to: 0 });
  compileInner(work, step.steps, `${pointer}/steps`);
  // Asked between two passes: the first one sets what is asked for.
  if (step.while !== undefined) {
    const condition = conditionOf(step.while, { scope: compiler.scope, pointer: `${pointer}/while` });
    program.push({ do: "unless", condition, to: program.length + 2, counter });
  }
  program.push({ do: "jump", to: start });
  program[start] = { do: "repeat", times, counter, exit: program.length };
}

function compileInner(work: FlowWork, steps: readonly FileStep[] | undefined, pointer: string): void {
  if (steps === undefined || steps.length === 0)
    work.compiler.scope.mistakes.error(pointer, "steps: is missing, with what is to be done");
  compileSteps(work, steps ?? [], pointer);
}

function compileIf(work: FlowWork, step: FileStep, pointer: string): void {
  const { program, compiler } = work;
  const condition = conditionOf(step.if ?? "", { scope: compiler.scope, pointer: `${pointer}/if` });
  const start = program.push({ do: "jump", to: 0 }) - 1;
  compileInner(work, step.steps, `${pointer}/steps`);
  const skip = step.else === undefined ? undefined : program.push({ do: "jump", to: 0 }) - 1;
  program[start] = { do: "unless", condition, to: program.length };
  if (step.else !== undefined) compileSteps(work, step.else, `${pointer}/else`);
  if (skip !== undefined) program[skip] = { do: "jump", to: program.length };
}
