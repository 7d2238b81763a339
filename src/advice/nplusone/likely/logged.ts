/** One execution as a server's log tells it. */
export interface Logged {
  /** Whatever tells sessions apart: `%c`, or a process. */
  readonly session: string;
  /** Milliseconds since 1970; null where the log does not say. */
  readonly atMs: number | null;
  readonly milliseconds: number | null;
  readonly text: string;
  /** By their number from 1; undefined where the log holds none. Text of the user's data: compared, never kept. */
  readonly parameters: ReadonlyMap<number, string> | undefined;
}

const PARAMETER = /\$(?<number>\d+) = (?:'(?<value>(?:[^']|'')*)'|NULL)/g;

/**
 * The parameters of a log's detail. Undefined where it is none of parameters.
 *
 * @example
 * parametersOf("parameters: $1 = '42', $2 = NULL")?.get(1); // "42"
 */
export function parametersOf(detail: string): ReadonlyMap<number, string> | undefined {
  if (!/^(?:query )?parameters: /i.test(detail)) return undefined;
  return new Map(
    [...detail.matchAll(PARAMETER)].map(({ groups }) => [Number(groups?.["number"]), groups?.["value"] ?? ""]),
  );
}
