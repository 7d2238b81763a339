import type { Table, TableIndex } from "../../catalog/index.ts";
import type { Finding } from "../../kit/index.ts";
import { dropOf } from "../drop-index.ts";
import { isDuplicate } from "../equivalence.ts";
import { type Keeping, keepingOf } from "../keeping.ts";
import { displayName } from "../names.ts";
import type { Rule } from "../situation.ts";

/** Indexes that can do exactly what another one does. */
export const indexDuplicate: Rule = {
  code: "index-duplicate",
  find: ({ catalog }) => {
    const keeping = keepingOf(catalog);
    return catalog.tables.flatMap((table) => superfluous(table, keeping).map((pair) => findingOf(table, pair)));
  },
};

export interface Pair {
  readonly index: TableIndex;
  /** The one that makes it unnecessary. */
  readonly keeper: TableIndex;
}

/** Of each set of equal indexes all but the one that has the best reason to stay. */
export function superfluous(table: Table, keeping: Keeping): readonly Pair[] {
  const usable = table.indexes.filter((index) => index.valid && index.ready);
  return usable.flatMap((index) => {
    const equals = usable.filter((other) => isDuplicate(index, other));
    const keeper = best(equals, (one) => rankOf(one, table, keeping));
    return keeper === undefined || keeper === index || !canGo(index, table, keeping) ? [] : [{ index, keeper }];
  });
}

/** A second UNIQUE constraint can go as a constraint, unless a foreign key leans on it. */
function canGo(index: TableIndex, table: Table, keeping: Keeping): boolean {
  if (!keeping.mustStay(index, table)) return true;
  const isPlainConstraint = index.constraint !== null && !index.primary && index.partitionOf === null;
  return isPlainConstraint && !index.replicaIdentity && !index.clustered && !keeping.isReferenced(index, table);
}

function rankOf(index: TableIndex, table: Table, keeping: Keeping): number {
  if (index.primary) return 5;
  if (keeping.isReferenced(index, table) || index.partitionOf !== null) return 4;
  if (index.constraint !== null) return 3;
  return keeping.mustStay(index, table) ? 2 : 1;
}

function best(indexes: readonly TableIndex[], rank: (index: TableIndex) => number): TableIndex | undefined {
  return indexes.toSorted((a, b) => rank(b) - rank(a) || (b.scans ?? 0) - (a.scans ?? 0))[0];
}

function findingOf(table: Table, { index, keeper }: Pair): Finding {
  const drop = dropOf(table, index);
  return {
    code: indexDuplicate.code,
    severity: "warning",
    subject: { kind: "index", name: displayName(index) },
    evidence: {
      schema: table.schema,
      table: table.name,
      index: index.name,
      duplicateOf: keeper.name,
      constraint: index.constraint,
      sizeBytes: index.sizeBytes,
      scans: index.scans,
      definition: index.definition,
    },
    fix: drop.up.join("\n"),
  };
}
