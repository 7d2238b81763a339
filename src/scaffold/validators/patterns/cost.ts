import { automatonOf, type Automaton } from "./automaton.ts";
import { parsePattern } from "./parse.ts";
import type { ParsedPattern } from "./tree.ts";

/** `linear`: in time linear in any text. Otherwise up to how many characters it takes no longer than that would. */
export type PatternCost = { readonly kind: "linear" } | { readonly kind: "bounded"; readonly quickLength: number };

/** Steps for each character of a text that count as linear: some hundred nanoseconds. */
const STEPS = 200;
/** Steps that are quicker than any way to bound them. */
const CHEAP = 2_000;
const LONGEST = 256;
/** Without understanding a pattern, no length is known to be quick. */
const UNKNOWN: PatternCost = { kind: "bounded", quickLength: 0 };

/**
 * What a pattern can cost on the worst text of each length, in an engine that tries one way after another: an upper
 * bound, by counting the ways through the pattern's automaton. `^[a-z]+(-[a-z]+)*$` has one way through every text,
 * `^(a+)+$` twice as many with each character.
 *
 * @example
 * costOf("^[A-Z]{3}-[0-9]{4}$"); // { kind: "linear" }
 */
export function costOf(pattern: string): PatternCost {
  const parsed = parsePattern(pattern);
  if (parsed === undefined) return UNKNOWN;
  return [...parsed.before, parsed].map(partCost).reduce(dearer);
}

function partCost(parsed: ParsedPattern): PatternCost {
  const automaton = automatonOf(parsed.tree);
  return automaton === undefined ? UNKNOWN : growth(parsed, automaton);
}

function dearer(a: PatternCost, b: PatternCost): PatternCost {
  if (a.kind === "linear" || b.kind === "linear") return a.kind === "linear" ? b : a;
  return a.quickLength < b.quickLength ? a : b;
}

function growth({ isAnchored, hasEnd }: ParsedPattern, automaton: Automaton): PatternCost {
  if (automaton.empty > 0 && !hasEnd) return { kind: "linear" };
  const steps = stepsOf(automaton, hasEnd);
  const degree = degreeOf(automaton);
  let ways = steps.start;
  let work = degree;
  let quickLength = 0;
  for (let length = 1; length <= LONGEST; length += 1) {
    const next = steps.after(ways);
    const started = isAnchored ? 1 : length;
    work += steps.from(next) * degree;
    if (work * started > Math.max(CHEAP, STEPS * length)) return { kind: "bounded", quickLength };
    // Where no way grows any more, none ever will: each step is monotone in the one before.
    if (
      next.every((count, at) => count <= (ways[at] ?? 0)) &&
      isSettled({ isAnchored, left: steps.from(next), degree })
    )
      return { kind: "linear" };
    ways = next;
    quickLength = length;
  }
  return { kind: "bounded", quickLength };
}

interface Settling {
  readonly isAnchored: boolean;
  /** Ways that are still open. */
  readonly left: number;
  readonly degree: number;
}

/** From every place of a text anew, only what comes to its end soon is linear. */
const isSettled = ({ isAnchored, left, degree }: Settling): boolean =>
  left === 0 || (isAnchored && left * degree <= STEPS);

/** The most choices that one step has. */
function degreeOf({ first, follow }: Automaton): number {
  const total = (ways: ReadonlyMap<number, number>): number =>
    [...ways.values()].reduce((sum, count) => sum + count, 0);
  return follow.reduce((most, ways) => Math.max(most, total(ways)), Math.max(1, total(first)));
}

interface Steps {
  /** Ways to read nothing, from each position and, last, from the beginning. */
  readonly start: readonly number[];
  /** The most ways to read one character more. */
  after(ways: readonly number[]): readonly number[];
  from(ways: readonly number[]): number;
}

function stepsOf(automaton: Automaton, hasEnd: boolean): Steps {
  const { sets, follow, first, last } = automaton;
  // Where nothing is demanded behind a match, reaching its end is success: no way through it is ever given up.
  const open = (at: number): boolean => hasEnd || !last.has(at);
  const sources = [...follow, first].map((ways, at) => (at < sets.length && !open(at) ? [] : Array.from(ways)));
  const symbols = symbolsOf(sets);
  const most = (ways: readonly number[], targets: readonly (readonly [number, number])[]): number =>
    Math.max(0, ...symbols.map((symbol) => total(ways, targets, symbol)));
  const total = (ways: readonly number[], targets: readonly (readonly [number, number])[], symbol: bigint): number =>
    targets.reduce((sum, [to, count]) => (((sets[to] ?? 0n) & symbol) === 0n ? sum : sum + count * (ways[to] ?? 0)), 0);
  return {
    start: sources.map(() => 1),
    after: (ways) => sources.map((targets) => most(ways, targets)),
    from: (ways) => ways.at(-1) ?? 0,
  };
}

/** One character for each group of characters that the pattern does not tell apart. */
function symbolsOf(sets: readonly bigint[]): readonly bigint[] {
  const found = new Map<string, bigint>();
  for (let at = 0n; at <= 128n; at += 1n) {
    const symbol = 1n << at;
    const sign = sets.map((set) => ((set & symbol) === 0n ? "0" : "1")).join("");
    if (!found.has(sign)) found.set(sign, symbol);
  }
  return [...found.values()];
}
