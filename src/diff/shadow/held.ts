import { relationKey } from "../../catalog/index.ts";
import { uniqueBy } from "../../kit/index.ts";
import type { Observed } from "./course.ts";
import { blocksWriters } from "./locks.ts";
import type { MeasuredRun } from "./measured.ts";

type Held = MeasuredRun["heldOver"][number];

/** Locks that make others wait and that a transaction keeps while a later statement of it reads or writes a whole table. */
export function heldOver(transaction: readonly Observed[]): readonly Held[] {
  const long = transaction.flatMap((one, place) => (isLong(one) ? [{ place, member: one.member }] : []));
  return transaction.flatMap((one, place) => {
    const strong = one.error === null ? one.locks.filter(({ mode }) => blocksWriters(mode)) : [];
    if (strong.length === 0) return [];
    const later = long.filter((other) => other.place > place);
    return strong.flatMap((lock) =>
      later.map(({ member }) => ({ lock, takenBy: one.member.index, heldDuring: member.index })),
    );
  });
}

const isLong = ({ effects: { scanned, rewritten, built } }: Observed): boolean =>
  scanned.size > 0 || rewritten.length > 0 || built.length > 0;

/** A lock that several statements take is said once for each long statement: of the first that took it. */
export const firstTakers = (held: readonly Held[]): readonly Held[] =>
  uniqueBy(held, ({ lock, heldDuring }) => `${relationKey(lock.relation)} ${lock.mode} ${heldDuring}`);
