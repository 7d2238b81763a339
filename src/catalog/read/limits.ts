import { isDefined } from "../../kit/index.ts";
import type { Limit } from "../model/limit.ts";
import type { Table } from "../model/table.ts";
import type { Surroundings } from "./database.ts";

export interface Seen {
  readonly tables: readonly Table[];
  readonly surroundings: Surroundings;
  readonly locked: readonly string[];
  readonly wantedExact: boolean;
}

/** What a reader of the catalogue has to know about what is not in it. */
export function limitsOf({ tables, surroundings, locked, wantedExact }: Seen): readonly Limit[] {
  const hidden = tables.filter(hidesStatistics).length;
  const unanalyzed = tables.filter(isNeverAnalyzed).length;
  const uncounted = wantedExact ? tables.filter((table) => table.rows.source !== "exact") : [];
  const limits: readonly (Limit | false)[] = [
    hidden > 0 && { code: "column-statistics-hidden", tables: hidden },
    unanalyzed > 0 && { code: "never-analyzed", tables: unanalyzed },
    uncounted.length > 0 && { code: "rows-not-counted", tables: uncounted.map((t) => `${t.schema}.${t.name}`) },
    locked.length > 0 && { code: "tables-locked", tables: locked },
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
const hasNoStatistics = ({ columns }: Table): boolean => columns.every(({ statistics }) => statistics === null);
const hidesStatistics = (table: Table): boolean => holdsRows(table) && !table.readable;
const isNeverAnalyzed = (table: Table): boolean => holdsRows(table) && table.readable && hasNoStatistics(table);
