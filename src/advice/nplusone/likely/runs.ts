import type { Relations } from "../judge/relations.ts";
import { joinedBy, type Joined } from "./joined.ts";
import type { LikelyOptions } from "./likely.ts";
import type { Step } from "./steps.ts";

/** Lookups of one form behind a list, as one session ran them. */
export interface LoggedRun {
  readonly parent: Step;
  readonly child: Step;
  /** Placeholder of the key that takes the value of the loop. */
  readonly input: number;
  readonly joined: Joined;
  readonly queries: number;
  readonly totalMs: number | null;
}

/** So many statements of a loop's body may stand between two lookups. */
const FARTHEST = 12;

/** The runs of a session's statements. */
export function runsIn(steps: readonly Step[], relations: Relations, options: LikelyOptions): readonly LoggedRun[] {
  const places = new Map<string, number[]>();
  for (const [at, { key, lookups }] of steps.entries()) {
    if (lookups.length === 0) continue;
    const known = places.get(key);
    if (known === undefined) places.set(key, [at]);
    else known.push(at);
  }
  return [...places.values()].flatMap((all) =>
    stretchesOf(all, steps, options).flatMap((stretch) => runsOf(stretch, steps, { relations, options })),
  );
}

/** Parts in which no two lookups are far from each other. */
function stretchesOf(
  places: readonly number[],
  steps: readonly Step[],
  { gapMs }: LikelyOptions,
): readonly (readonly number[])[] {
  const stretches: number[][] = [];
  for (const at of places) {
    const current = stretches.at(-1);
    const before = current?.at(-1);
    const isNear = before !== undefined && at - before <= FARTHEST && elapsedMs(steps[before], steps[at]) <= gapMs;
    if (current !== undefined && isNear) current.push(at);
    else stretches.push([at]);
  }
  return stretches;
}

/** 0 where the log says no time. */
function elapsedMs(from: Step | undefined, to: Step | undefined): number {
  if (from?.atMs === undefined || from.atMs === null || to?.atMs === undefined || to.atMs === null) return 0;
  // A log tells of a statement when it ends.
  return to.atMs - (to.milliseconds ?? 0) - from.atMs;
}

interface Judging {
  readonly relations: Relations;
  readonly options: LikelyOptions;
}

/** Each time that the list comes again a run begins. */
function runsOf(places: readonly number[], steps: readonly Step[], judging: Judging): readonly LoggedRun[] {
  const [start = 0] = places;
  const child = steps[start];
  if (child === undefined || places.length < judging.options.threshold) return [];
  for (const [place, { comparison }] of child.lookups.entries()) {
    const parent = parentOf(start, steps, (step) => isListFor(step, child, { place, ...judging }));
    const joined = parent === undefined ? undefined : joinedBy(parent.shape, comparison, judging.relations);
    if (parent === undefined || joined === undefined) continue;
    const runs = piecesOf(places, steps, parent.key).flatMap(
      (piece) => runOf(piece, steps, { ...judging, place, child, parent, joined }) ?? [],
    );
    if (runs.length > 0) return runs;
  }
  return [];
}

function piecesOf(places: readonly number[], steps: readonly Step[], parent: string): readonly (readonly number[])[] {
  const pieces: number[][] = [];
  let before = -1;
  for (const at of places) {
    const isNew = before < 0 || steps.slice(before, at).some(({ key }) => key === parent);
    if (isNew) pieces.push([at]);
    else pieces.at(-1)?.push(at);
    before = at;
  }
  return pieces;
}

interface Pair extends Judging {
  readonly place: number;
  readonly child: Step;
  readonly parent: Step;
  readonly joined: Joined;
}

function runOf(
  places: readonly number[],
  steps: readonly Step[],
  { place, child, parent, joined, options }: Pair,
): LoggedRun | undefined {
  const [start = 0] = places;
  const members = places.flatMap((at) => steps[at] ?? []);
  if (members.length < options.threshold || !isVaried(members, place, options.threshold)) return undefined;
  if (!isLoopBody(steps.slice(start, (places.at(-1) ?? start) + 1), child, members.length)) return undefined;
  const input = child.lookups[place]?.comparison.input ?? 0;
  return { parent, child, input, joined, queries: members.length, totalMs: timeOf(members) };
}

/** Values that the log shows differ; a retry asks for the same again. */
function isVaried(members: readonly Step[], place: number, threshold: number): boolean {
  const values = members.map(({ lookups }) => lookups[place]?.value);
  return values.every((value) => value === undefined) || new Set(values).size >= threshold;
}

/** The list that came last, and not long before. */
function parentOf(start: number, steps: readonly Step[], isList: (step: Step) => boolean): Step | undefined {
  for (let at = start - 1; at >= Math.max(0, start - FARTHEST); at -= 1) {
    const step = steps[at];
    if (step !== undefined && isList(step)) return step;
  }
  return undefined;
}

interface Place {
  readonly place: number;
  readonly relations: Relations;
  readonly options: LikelyOptions;
}

/** A SELECT of a table that a foreign key joins, which does not itself ask for one of the keys. */
function isListFor(step: Step, child: Step, { place, relations, options }: Place): boolean {
  const comparison = child.lookups[place]?.comparison;
  if (step.key === child.key || step.shape.verb !== "select" || comparison === undefined) return false;
  if (elapsedMs(step, child) > options.gapMs) return false;
  const joined = joinedBy(step.shape, comparison, relations);
  if (joined === undefined || /\b(?:count|sum|max|min|avg)\s*\([^)]*\)\s+(?:as\s+\S+\s+)?from\b/i.test(step.key))
    return false;
  return !step.lookups.some((one) => one.comparison.column === joined.listColumn);
}

/** What stands between belongs to the rounds: it came as often. Rounds that begin a transaction each are meant to stand alone. */
function isLoopBody(steps: readonly Step[], child: Step, members: number): boolean {
  const others = new Map<string, number>();
  for (const { key } of steps) if (key !== child.key) others.set(key, (others.get(key) ?? 0) + 1);
  for (const [key, count] of others) {
    if (count < members - 1) return false;
    if (/^(?:begin|start transaction)\b/i.test(key)) return false;
  }
  return true;
}

function timeOf(members: readonly Step[]): number | null {
  const times = members.flatMap(({ milliseconds }) => milliseconds ?? []);
  return times.length === 0 ? null : times.reduce((sum, time) => sum + time, 0);
}
