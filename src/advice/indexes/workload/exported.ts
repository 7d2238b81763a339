import { csvRows } from "./csv.ts";
import type { WorkloadStatement } from "./statement.ts";

/** Of PostgreSQL 13 and later, and of before. */
const MEANS = ["mean_exec_time", "mean_time"] as const;

/**
 * pg_stat_statements as psql writes it to a file, `\\copy (select * from pg_stat_statements) to 'seen.csv' csv header`, as a workload.
 * Undefined for any other text. What the exporting role was not shown is left out.
 *
 * @example
 * fromExport("query,calls\nselect $1,5\n", "seen.csv")?.[0]?.calls; // 5
 */
export function fromExport(text: string, origin: string): readonly WorkloadStatement[] | undefined {
  const columns = text.slice(0, text.search(/\r?\n|$/)).split(",");
  const [query, calls] = [columns.indexOf("query"), columns.indexOf("calls")];
  if (query < 0 || calls < 0) return undefined;
  const [rows, mean] = [columns.indexOf("rows"), columns.findIndex((name) => MEANS.some((one) => one === name))];
  const found = csvRows(text).slice(1);
  return found.flatMap((row, place) => {
    const times = Number(row[calls]);
    const sql = row[query] ?? "";
    if (!(times > 0) || sql === "" || sql === "<insufficient privilege>" || sql.includes("/* backwright */")) return [];
    const [each, all] = [numberAt(row, mean), numberAt(row, rows)];
    const rowsPerCall = all === null ? null : all / times;
    return [{ id: `${origin}:${place}`, text: sql, calls: times, meanMs: each, rowsPerCall, origin }];
  });
}

function numberAt(row: readonly string[], place: number): number | null {
  const value = Number(row[place] ?? "none");
  return Number.isFinite(value) ? value : null;
}
