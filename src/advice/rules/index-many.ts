import type { Table } from "../../catalog/index.ts";
import { ofTable } from "../found.ts";
import { storedTables } from "../own-tables.ts";
import type { Rule } from "../situation.ts";

const MOST = 12;
const LEAST_WRITES = 10_000;

/** Tables that write into more indexes than any reader can need. */
export const indexMany: Rule = {
  code: "index-many",
  find: (situation) =>
    storedTables(situation)
      .filter((table) => secondary(table).length > MOST && writesOf(table) >= LEAST_WRITES)
      .map((table) =>
        ofTable(indexMany.code, table, {
          severity: "info",
          evidence: {
            indexes: secondary(table).length,
            writes: writesOf(table),
            sizeBytes: table.sizeBytes,
            indexBytes: table.indexes.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
            leastUsed: secondary(table)
              .toSorted((a, b) => (a.scans ?? 0) - (b.scans ?? 0))
              .slice(0, 3)
              .map(({ name }) => name),
          },
        }),
      ),
};

const secondary = ({ indexes }: Table): Table["indexes"] => indexes.filter(({ unique }) => !unique);

const writesOf = ({ activity }: Table): number =>
  activity === null ? 0 : activity.inserted + activity.updated - activity.hotUpdated;
