import { ofTable } from "../found.ts";
import { sqlName } from "../names.ts";
import { storedTables } from "../own-tables.ts";
import type { Rule } from "../situation.ts";

/** Tables that autovacuum was told to leave alone: dead rows stay, statistics grow old. */
export const tableAutovacuumOff: Rule = {
  code: "table-autovacuum-off",
  find: (situation) =>
    storedTables(situation)
      .filter(({ options }) => options.some((option) => OFF.test(option)))
      .map((table) =>
        ofTable(tableAutovacuumOff.code, table, {
          severity: (table.rows.count ?? 0) >= 100_000 ? "warning" : "info",
          evidence: { options: table.options, rows: table.rows.count, deadRows: table.activity?.deadRows ?? null },
          fix: `ALTER TABLE ${sqlName(table)} RESET (autovacuum_enabled);`,
        }),
      ),
};

const OFF = /^autovacuum_enabled=(?:false|off|0|no|f|n)$/i;
