import type { ObjectId } from "../../catalog/schema/index.ts";
import { type Links, linksOf } from "./links.ts";

/** Who needs whom, in both directions; asked when all has been added. */
export interface Edges {
  readonly needs: Links;
  readonly neededBy: Links;
  readonly isSoft: (from: ObjectId, to: ObjectId) => boolean;
  readonly add: (from: ObjectId, to: ObjectId, isSoft?: boolean) => void;
}

/** No edges yet; what leads to or from something unknown is not added. */
export function edgesAmong(known: ReadonlyMap<ObjectId, unknown>): Edges {
  const ids = [...known.keys()];
  const numbers = new Map(ids.map((id, number) => [id, number]));
  const log: Log = { size: ids.length, froms: [], tos: [], softs: new Set() };
  let soft: ReadonlySet<number> | undefined;
  const isSoft = (from: ObjectId, to: ObjectId): boolean => {
    if (log.softs.size === 0) return false;
    soft ??= softPairs(log);
    return soft.has((numbers.get(from) ?? -1) * log.size + (numbers.get(to) ?? -1));
  };
  const add = (from: ObjectId, to: ObjectId, isSoftOne = false): void => {
    const [one, other] = [numbers.get(from), numbers.get(to)];
    if (one === undefined || other === undefined || one === other) return;
    if (isSoftOne) log.softs.add(log.froms.length);
    log.froms.push(one);
    log.tos.push(other);
  };
  const needs = linksOf({ ids, numbers }, log.froms, log.tos);
  return { needs, neededBy: linksOf({ ids, numbers }, log.tos, log.froms), isSoft, add };
}

/** All that was added, by the numbers of ids. */
interface Log {
  readonly size: number;
  readonly froms: number[];
  readonly tos: number[];
  /** Places of the soft ones. */
  readonly softs: Set<number>;
}

/** A pair that was added more than once is soft if it always was. */
function softPairs({ size, froms, tos, softs }: Log): ReadonlySet<number> {
  const pairAt = (place: number): number => (froms[place] ?? 0) * size + (tos[place] ?? 0);
  const pairs = new Set(Array.from(softs, pairAt));
  for (const place of froms.keys()) if (!softs.has(place)) pairs.delete(pairAt(place));
  return pairs;
}
