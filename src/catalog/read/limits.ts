import { isDefined } from "../../kit/index.ts";
import type { Limit } from "../model/limit.ts";
import type { Table } from "../model/table.ts";
import type { Surroundings } from "./database.ts";

export interface Seen {
  readonly tables: readonly Table[];
  readonly surroundings: Surroundings;
  readonly sizesMeasured: boolean;
  readonly wantedExact: boolean;
}

/** What a reader of the catalogue has to know about what is not in it. */
export function limitsOf({ tables, surroundings, sizesMeasured, wantedExact }: Seen): readonly Limit[] {
  const hidden = tables.filter(hidesStatistics).length;
  const unanalyzed = tables.filter(isNeverAnalyzed).length;
  const uncounted = wantedExact ? tables.filter((table) => table.rows.source !== "exact") : [];
  const limits: readonly (Limit | false)[] = [
    hidden > 0 && { code: "column-statistics-hidden", tables: hidden },
    unanalyzed > 0 && { code: "never-analyzed", tables: unanalyzed },
    uncounted.length > 0 && { code: "rows-not-counted", tables: uncounted.map((t) => `${t.schema}.${t.name}`) },
    !sizesMeasured && { code: "sizes-from-statistics" },
    surroundings.database.isStandby && { code: "standby-statistics" },
    !surroundings.countsActivity && { code: "activity-off" },
    surroundings.extensionTables > 0 && {
      code: "extension-tables-left-out",
      tables: surroundings.extensionTables,
    },
  ];
  return limits.map((limit) => (limit === false ? undefined : limit)).filter(isDefined);
}

const holdsRows = (table: Table): boolean => table.kind === "ordinary" && (table.rows.count ?? 0) > 0;
const isAnalyzed = (table: Table): boolean => table.rows.source === "statistics" || lastAnalyzed(table) !== null;
const lastAnalyzed = (table: Table): string | null => table.activity?.lastAnalyzedAt ?? null;

function hidesStatistics(table: Table): boolean {
  return holdsRows(table) && lastAnalyzed(table) !== null && table.columns.every((c) => c.statistics === null);
}

function isNeverAnalyzed(table: Table): boolean {
  return holdsRows(table) && !isAnalyzed(table) && table.columns.every((column) => column.statistics === null);
}
