/**
 * Puts texts in the place of parameters, all in one pass, so that a `$1` inside of one stays text. The parameters behind move down: the
 * server wants to know the type of each number up to the highest.
 *
 * @example
 * fillParameters("a = $1 and b = $2 limit $3", new Map([[2, "'x'"]])); // "a = $1 and b = 'x' limit $2"
 */
export function fillParameters(sql: string, texts: ReadonlyMap<number, string>): string {
  const gone = [...texts.keys()];
  return sql.replaceAll(/\$(\d+)/g, (_whole, digits: string) => {
    const number = Number(digits);
    return texts.get(number) ?? `$${number - gone.filter((other) => other < number).length}`;
  });
}

/** True when the parameter stands in one place only. */
export const standsOnce = (sql: string, number: number): boolean =>
  [...sql.matchAll(/\$(\d+)/g)].filter(([, digits]) => Number(digits) === number).length === 1;

/** The highest parameter. */
export const highestParameter = (sql: string): number =>
  Math.max(0, ...[...sql.matchAll(/\$(\d+)/g)].map(([, digits]) => Number(digits)));
