import type { Table } from "../../catalog/index.ts";
import { ofTable } from "../found.ts";
import { sqlName } from "../names.ts";
import { storedTables } from "../own-tables.ts";
import type { Rule } from "../situation.ts";

const LEAST_DEAD = 10_000;
/** Autovacuum comes at a fifth (autovacuum_vacuum_scale_factor): a third says that it does not keep up. */
const LEAST_SHARE = 0.3;
const GRAVE_DEAD = 1_000_000;
const GRAVE_SHARE = 0.5;

/** Tables full of rows that are gone and not cleared away. */
export const tableDeadRows: Rule = {
  code: "table-dead-rows",
  find: (situation) =>
    storedTables(situation)
      .filter((table) => deadOf(table) >= LEAST_DEAD && shareOf(table) >= LEAST_SHARE)
      .map((table) =>
        ofTable(tableDeadRows.code, table, {
          severity: deadOf(table) >= GRAVE_DEAD && shareOf(table) >= GRAVE_SHARE ? "error" : "warning",
          evidence: {
            deadRows: deadOf(table),
            liveRows: table.activity?.liveRows ?? null,
            deadShare: shareOf(table),
            lastVacuumedAt: table.activity?.lastVacuumedAt ?? null,
            sizeBytes: table.sizeBytes,
          },
          fix: `VACUUM (ANALYZE) ${sqlName(table)};`,
        }),
      ),
};

const deadOf = ({ activity }: Table): number => activity?.deadRows ?? 0;
const shareOf = (table: Table): number => deadOf(table) / Math.max(1, deadOf(table) + (table.activity?.liveRows ?? 0));
