import { type Table, type TableIndex } from "../../catalog/index.ts";
import { ofIndex } from "../found.ts";
import { sqlName } from "../names.ts";
import type { Rule, Situation } from "../situation.ts";

/** Indexes that writes keep up to date and no query may use: what a broken CREATE INDEX CONCURRENTLY leaves behind. */
export const indexInvalid: Rule = {
  code: "index-invalid",
  find: (situation) =>
    situation.catalog.tables.flatMap((table) =>
      table.indexes
        .filter((index) => !(index.valid && index.ready) && !isBuilding(index, situation))
        .map((index) => findingOf(table, index)),
    ),
};

const isBuilding = ({ schema, name }: TableIndex, { server }: Situation): boolean =>
  server?.building.includes(`${schema}.${name}`) === true;

function findingOf(table: Table, index: TableIndex) {
  const { valid, ready, sizeBytes, constraint, definition } = index;
  return ofIndex(
    indexInvalid.code,
    { table, index },
    {
      severity: "warning",
      evidence: { valid, ready, constraint, sizeBytes, definition, isPartitioned: table.kind === "partitioned" },
      fix: fixOf(table, index),
    },
  );
}

/** A partitioned index becomes valid when every partition has its part; nothing can be built anew. */
function fixOf(table: Table, index: TableIndex): string | undefined {
  if (table.kind === "partitioned") return undefined;
  const isKept = index.constraint !== null || index.partitionOf !== null || index.unique;
  return isKept ? `REINDEX INDEX CONCURRENTLY ${sqlName(index)};` : `DROP INDEX CONCURRENTLY ${sqlName(index)};`;
}
