/** What a server has counted of one statement since it began to count. */
export interface CountedStatement {
  readonly text: string;
  readonly calls: number;
  readonly totalMs: number;
  readonly rows: number;
}

/**
 * What was run between two readings of pg_stat_statements.
 *
 * @example
 * const before = [{ text: "select $1", calls: 2, totalMs: 1, rows: 2 }];
 * statementDeltas(before, [{ text: "select $1", calls: 5, totalMs: 4, rows: 5 }]); // [{ text: "select $1", calls: 3, totalMs: 3, rows: 3 }]
 */
export function statementDeltas(
  before: readonly CountedStatement[],
  after: readonly CountedStatement[],
): readonly CountedStatement[] {
  const known = new Map(before.map((one) => [one.text, one]));
  return after.flatMap((now) => {
    const { calls = 0, totalMs = 0, rows = 0 } = known.get(now.text) ?? {};
    if (now.calls <= calls) return [];
    return [{ text: now.text, calls: now.calls - calls, totalMs: now.totalMs - totalMs, rows: now.rows - rows }];
  });
}
