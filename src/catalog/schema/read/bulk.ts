import type { Ask } from "../../read/snapshot.ts";
import type { Row } from "../../session.ts";
import { recordsCell } from "./cells.ts";

/** Few enough for one text, whatever is in them. */
const ROWS_A_TEXT = 500;

/**
 * Asks a question whose answer may have thousands of rows with dozens of cells. The server writes them as JSON, without what is null,
 * which is read in a third of the time that as many cells of the wire take. So its columns are texts, flags, numbers of 32 bits and
 * lists of texts; others would be read otherwise than by `ask`. The texts are read as the rows are gone through, so that no row has to
 * be kept; again, if they are gone through again.
 */
export async function askInBulk(ask: Ask, sql: string): Promise<Iterable<Row>> {
  const texts = await ask(`SELECT json_strip_nulls(json_agg(bulk.whole_row))::text AS list
    FROM (SELECT (row_number() OVER () - 1) / ${ROWS_A_TEXT} AS part, whole_row FROM (${sql}) whole_row) bulk
    GROUP BY bulk.part ORDER BY bulk.part`);
  return { [Symbol.iterator]: () => rowsIn(texts) };
}

function* rowsIn(texts: readonly Row[]): Generator<Row> {
  for (const text of texts) yield* recordsCell(text, "list");
}
