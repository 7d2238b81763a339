import { isSameRelation, relationKey, type Session } from "../../catalog/index.ts";
import type { Observed } from "./course.ts";
import { isOfAttributes } from "./heads.ts";
import { writes } from "./locks.ts";
import { type LostRows, lostRows } from "./rows/lost.ts";
import { readRows, type RowSnapshot, type TableRows } from "./rows/snapshot.ts";

/** The rows of the shadow as they are after the statements so far. */
export interface Tally {
  readonly session: Session;
  rows: RowSnapshot;
}

export const openTally = async (session: Session): Promise<Tally> => ({ session, rows: await readRows(session) });

/** Reads again the tables that the statements may have written to, and says of each what is lost by it: the last that wrote there. */
export async function tallied(tally: Tally | undefined, observed: readonly Observed[]): Promise<readonly Observed[]> {
  if (tally === undefined) return observed;
  const seen = await seenBy(tally, observed);
  if (observed.some(({ member }) => isOfAttributes(member))) tally.rows = await readRows(tally.session);
  return seen;
}

async function seenBy(tally: Tally, observed: readonly Observed[]): Promise<readonly Observed[]> {
  const oids = new Set(observed.flatMap(touchedBy));
  if (oids.size === 0) return observed;
  const old = new Map([...tally.rows].filter(([oid]) => oids.has(oid)));
  const now = await readRows(tally.session, { oids, like: old });
  const lost = lostRows(old, now);
  tally.rows = await refreshed(tally, { oids, now, old });
  return observed.map((one, place) => ({
    ...one,
    lost: lost.filter((rows) => isBy(rows, one, observed.slice(place + 1))),
  }));
}

function touchedBy({ locks, before, effects }: Observed): readonly string[] {
  const written = new Set(locks.filter(({ mode }) => writes(mode)).map(({ relation }) => relationKey(relation)));
  const touched = [...before.values()].filter(({ name }) => written.has(relationKey(name)));
  return [...touched, ...effects.created].map(({ oid }) => oid);
}

interface Reading {
  readonly oids: ReadonlySet<string>;
  readonly now: RowSnapshot;
  readonly old: RowSnapshot;
}

/** By the types that the columns have now. */
async function refreshed({ session, rows }: Tally, { oids, now, old }: Reading): Promise<RowSnapshot> {
  const kept = [...rows].filter(([oid]) => !oids.has(oid));
  const isRetyped = [...now.values()].some((table) => typesOf(table) !== typesOf(old.get(table.oid)));
  return new Map([...kept, ...(isRetyped ? await readRows(session, { oids }) : now)]);
}

const typesOf = (table: TableRows | undefined): string => JSON.stringify(table?.columns.map(({ type }) => type));

function isBy({ relation }: LostRows, one: Observed, later: readonly Observed[]): boolean {
  const wrote = ({ locks }: Observed): boolean =>
    locks.some((lock) => writes(lock.mode) && isSameRelation(lock.relation, relation));
  return wrote(one) && !later.some(wrote);
}
