import { isObject } from "./checks.js";
import { fail, within, type Problem } from "./problems.js";

export type Check = (value: unknown, problems: Problem[]) => void;

/** True when a check finds nothing wrong. */
export function fits(check: Check, value: unknown): boolean {
  return tried(check, value).length === 0;
}

/** What checks have found inside of the union that is being tried, by value. */
const known = new Map<unknown, Map<Check, readonly Problem[]>>();
let depth = 0;

/**
 * What a check finds. Alternatives that both lead to the same inner value would each try its alternatives in turn, twice as
 * many with every level of nesting: below the outermost union, each check looks at each value once.
 */
function tried(check: Check, value: unknown): readonly Problem[] {
  const isKept = depth > 0 && typeof value === "object" && value !== null;
  const before = isKept ? known.get(value)?.get(check) : undefined;
  if (before !== undefined) return before;
  const found = run(check, value);
  if (isKept) known.set(value, (known.get(value) ?? new Map<Check, readonly Problem[]>()).set(check, found));
  return found;
}

function run(check: Check, value: unknown): readonly Problem[] {
  const problems: Problem[] = [];
  depth += 1;
  try {
    check(value, problems);
  } finally {
    depth -= 1;
    if (depth === 0 && known.size > 0) known.clear();
  }
  return problems;
}

/** Runs a check and puts what it finds below a pointer. */
export function checkWithin(check: Check, value: unknown, problems: Problem[], pointer: string): void {
  const before = problems.length;
  check(value, problems);
  if (problems.length > before) within(problems, before, pointer);
}

/** The property that an alternative demands and no other does; null where it has none. */
type Demanded = readonly (string | null)[];

/** `anyOf`: one alternative has to fit. Where none does, the nearest one's problems are told. */
export function someOf(
  checks: readonly Check[],
  value: unknown,
  problems: Problem[],
  pointer: string,
  demanded?: Demanded,
): void {
  for (let at = 0; at < checks.length; at += 1) if (fitsAt(checks, at, value, demanded)) return;
  tellNearest(nearestOf(checks, value), problems, pointer);
}

/** `oneOf`: exactly one alternative has to fit. */
export function exactlyOne(
  checks: readonly Check[],
  value: unknown,
  problems: Problem[],
  pointer: string,
  demanded?: Demanded,
): void {
  let fitting = 0;
  for (let at = 0; at < checks.length; at += 1) if (fitsAt(checks, at, value, demanded)) fitting += 1;
  if (fitting === 1) return;
  if (fitting > 1) fail(problems, pointer, `must fit exactly one of the alternatives, but fits ${fitting}`);
  else tellNearest(nearestOf(checks, value), problems, pointer);
}

/** An object without the property that an alternative demands is not tried against it. */
function fitsAt(checks: readonly Check[], at: number, value: unknown, demanded: Demanded | undefined): boolean {
  const check = checks[at];
  const name = demanded?.[at];
  if (check === undefined || (typeof name === "string" && isObject(value) && value[name] === undefined)) return false;
  return tried(check, value).length === 0;
}

function nearestOf(checks: readonly Check[], value: unknown): readonly Problem[] {
  let nearest: readonly Problem[] | undefined;
  for (const check of checks) {
    const found = tried(check, value);
    if (nearest === undefined || rank(found) < rank(nearest)) nearest = found;
  }
  return nearest ?? [];
}

/** An alternative of another type altogether is further away than one with a few wrong properties. */
function rank(found: readonly Problem[]): number {
  return found.length + (found.some(({ pointer }) => pointer === "") ? 1_000 : 0);
}

function tellNearest(nearest: readonly Problem[], problems: Problem[], pointer: string): void {
  if (nearest.length === 0 || nearest.some((problem) => problem.pointer === "")) {
    fail(problems, pointer, "must fit one of the alternatives");
    return;
  }
  for (const problem of nearest) fail(problems, pointer + problem.pointer, problem.message);
}

/** What the keywords of a schema have looked at, for `unevaluatedProperties` and `unevaluatedItems`. */
export class Evaluated<Key> {
  readonly #keys = new Set<Key>();
  #isAll = false;

  add(...keys: readonly Key[]): void {
    for (const key of keys) this.#keys.add(key);
  }

  addAll(): void {
    this.#isAll = true;
  }

  has(key: Key): boolean {
    return this.#isAll || this.#keys.has(key);
  }
}
