import type { Built } from "../shadow/index.ts";

/**
 * True when an index that is there begins with the same keys: another one of the same rows, whose columns only spare the way to the
 * table. What the planner counts for that way are pages that a small table has in memory.
 */
export const liesBeside = ({ candidate }: Pick<Built, "candidate">): boolean =>
  candidate.method === "btree" &&
  candidate.predicate === null &&
  candidate.table.indexes.some(
    ({ method, valid, predicate, keys }) =>
      method === "btree" &&
      valid &&
      predicate === null &&
      candidate.keys.every(({ term, descending, operatorClass }, place) => {
        const own = keys[place];
        const isSame = term.kind === "column" && own?.column === term.name && own.descending === descending;
        return isSame && operatorClass === null && own.isDefaultOperatorClass;
      }),
  );
