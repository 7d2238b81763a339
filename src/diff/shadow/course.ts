import type { SqlError } from "../../catalog/index.ts";
import type { Effects } from "./effects.ts";
import type { RelationSizes } from "./estimate.ts";
import type { Member, Sharing } from "./groups.ts";
import type { RelationLock, Unseen } from "./measured.ts";
import { readRelations, type Relations } from "./relations.ts";
import type { LostRows } from "./rows/lost.ts";
import type { ShadowSessions } from "./sessions.ts";
import type { Tally } from "./tally.ts";

export interface MeasureOptions {
  /** Default `file`. */
  readonly sharing?: Sharing;
  /** What follows a statement that failed: nothing of its transaction and nothing after it (`stop`, as a runner does), or the next one. Default `continue`. */
  readonly afterError?: "stop" | "continue";
  /** Sizes of the target's relations by `relationKey`; without them nothing is estimated. */
  readonly sizes?: RelationSizes;
  /** What a disk of the target is assumed to read and write; default 100. */
  readonly megabytesPerSecond?: number;
  /** Whether rows of the shadow are compared before and after; default true. */
  readonly rows?: boolean;
}

/** What stays the same while a script is measured. */
export interface Course {
  readonly shadow: ShadowSessions;
  readonly options: MeasureOptions;
  /** The relations as they are, where they have been read since the last statement. */
  readonly seen: { relations: Relations | undefined };
  /** Undefined where rows are not compared. */
  readonly tally: Tally | undefined;
}

/** A statement and what was seen of it; its rows and its estimate come later. */
export interface Observed {
  readonly member: Member;
  readonly error: SqlError | null;
  readonly refusedRows: SqlError | null;
  readonly locks: readonly RelationLock[];
  readonly effects: Effects;
  readonly before: Relations;
  readonly durationMs: number;
  readonly unseen: readonly Unseen[];
  readonly lost: readonly LostRows[];
}

/** The relations as they are now. */
export async function relationsNow({ shadow, seen }: Course): Promise<Relations> {
  return (seen.relations ??= await readRelations(shadow.runner));
}

/** Reads the relations after a statement that may have changed them. */
export async function relationsAfter({ shadow, seen }: Course): Promise<Relations> {
  seen.relations = await readRelations(shadow.runner);
  return seen.relations;
}

/** What was read was taken back, or is not known. */
export function forgetRelations({ seen }: Course): void {
  seen.relations = undefined;
}

export const NO_EFFECTS: Effects = { rewritten: [], scanned: new Map(), built: [], created: [] };

/** A statement of which nothing was seen. */
export const unobserved = (member: Member, facts: Partial<Observed> = {}): Observed => ({
  member,
  error: null,
  refusedRows: null,
  locks: [],
  effects: NO_EFFECTS,
  before: new Map(),
  durationMs: 0,
  unseen: [],
  lost: [],
  ...facts,
});
