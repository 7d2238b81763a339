import { relationKey } from "../../../catalog/index.ts";
import type { TargetStatistics } from "../../../diff/shadow/index.ts";
import { quoteLiteral } from "../../../sql/index.ts";
import type { RangeParameter } from "../query/index.ts";

/** What the planner assumes of a range by a parameter: of one with one end, and of one with both (selfuncs.h). */
const ONE_END = 1 / 3;
const BOTH_ENDS = 0.005;

export interface Seen {
  /** That the statement gave per call. */
  readonly rowsPerCall: number;
  /** That the planner expects for any values. */
  readonly expectedRows: number;
}

/**
 * Values for the parameters of a range, by number, so that the planner expects as many rows as the statement really gave: bounds of the
 * target's histogram that far apart, from its upper end for what is only bounded below, since what is new is mostly what is asked for.
 * They go into the shadow and nowhere else. Undefined where nothing is known.
 */
export function typicalBounds(
  { table, column, above, below }: RangeParameter,
  { rowsPerCall, expectedRows }: Seen,
  statistics: TargetStatistics,
): ReadonlyMap<number, string> | undefined {
  const bounds = histogramOf(statistics, relationKey(table), column);
  const last = bounds.length - 1;
  if (last < 1 || expectedRows <= 0) return undefined;
  const assumed = above !== null && below !== null ? BOTH_ENDS : ONE_END;
  const share = Math.min(1, (rowsPerCall * assumed) / expectedRows);
  const steps = Math.min(last, Math.max(1, Math.round(share * last)));
  const values = new Map<number, string>();
  const set = (number: number | null, place: number): void => {
    const value = bounds[place];
    if (number !== null && value !== undefined) values.set(number, quoteLiteral(value, "postgresql"));
  };
  set(above, last - steps);
  set(below, above === null ? steps : last);
  return values;
}

function histogramOf({ columns }: TargetStatistics, table: string, column: string): readonly string[] {
  const found = columns.find((one) => one.column === column && relationKey(one.relation) === table);
  const text = found?.values["histogram_bounds"];
  return typeof text === "string" ? arrayItems(text) : [];
}

/** The items of an array as the server writes it: `{1,2}`, `{"2026-01-01 00:00:00","a\"b"}`. */
export function arrayItems(text: string): readonly string[] {
  const items = text.slice(1, -1).matchAll(/"(?<quoted>(?:[^"\\]|\\.)*)"|(?<bare>[^,"]+)/g);
  return [...items].map(({ groups }) => groups?.["bare"] ?? (groups?.["quoted"] ?? "").replaceAll(/\\(.)/g, "$1"));
}
