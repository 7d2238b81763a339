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

/** What alternatives that do not fit have found, by their place among the others. */
type Misfits = (readonly Problem[] | undefined)[];

/** `anyOf`: one alternative has to fit. Where none does, the nearest one's problems are told. */
export function someOf(
  checks: readonly Check[],
  value: unknown,
  problems: Problem[],
  pointer: string,
  demanded: Demanded = [],
): void {
  const misfits: Misfits = [];
  for (let at = 0; at < checks.length; at += 1)
    if (!lacks(value, demanded[at]) && fitsAt(checks, at, value, misfits)) return;
  tellNearest(nearestOf(checks, value, misfits, demanded), problems, pointer);
}

/** `oneOf`: exactly one alternative has to fit. */
export function exactlyOne(
  checks: readonly Check[],
  value: unknown,
  problems: Problem[],
  pointer: string,
  demanded: Demanded = [],
): void {
  const misfits: Misfits = [];
  let fitting = 0;
  for (let at = 0; at < checks.length; at += 1)
    if (!lacks(value, demanded[at]) && fitsAt(checks, at, value, misfits)) fitting += 1;
  if (fitting === 1) return;
  if (fitting > 1) fail(problems, pointer, `must fit exactly one of the alternatives, but fits ${fitting}`);
  else tellNearest(nearestOf(checks, value, misfits, demanded), problems, pointer);
}

/** An object without the property that an alternative demands is not tried against it. */
const lacks = (value: unknown, name: string | null | undefined): boolean =>
  typeof name === "string" && isObject(value) && value[name] === undefined;

function fitsAt(checks: readonly Check[], at: number, value: unknown, misfits: Misfits): boolean {
  const check = checks[at];
  if (check === undefined) return false;
  const found = tried(check, value);
  if (found.length === 0) return true;
  misfits[at] = found;
  return false;
}

/** The fewest problems: among the alternatives whose own property the value has, else among all. */
function nearestOf(checks: readonly Check[], value: unknown, misfits: Misfits, demanded: Demanded): readonly Problem[] {
  const meant = misfits.filter((_, at) => typeof demanded[at] === "string");
  const nearest = fewest(meant);
  if (nearest.length > 0 && !nearest.some(isOfWhole)) return nearest;
  return fewest(checks.map((check, at) => misfits[at] ?? tried(check, value)));
}

function fewest(lists: Misfits): readonly Problem[] {
  let nearest: readonly Problem[] = [];
  for (const found of lists)
    if (found !== undefined && (nearest.length === 0 || rank(found) < rank(nearest))) nearest = found;
  return nearest;
}

/** An alternative of another type altogether is further away than one with a few wrong properties. */
const rank = (found: readonly Problem[]): number => found.length + (found.some(isOfWhole) ? 1_000 : 0);

const isOfWhole = ({ pointer }: Problem): boolean => pointer === "";

function tellNearest(nearest: readonly Problem[], problems: Problem[], pointer: string): void {
  if (nearest.length === 0 || nearest.some(isOfWhole)) {
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
