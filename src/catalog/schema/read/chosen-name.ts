/** Bytes of a name, without the closing zero: NAMEDATALEN - 1. */
const MOST_BYTES = 63;

/**
 * The name that the server gives to what goes with a column when nobody says one: `table_column_seq`, the longer of the two
 * parts shortened until it fits (makeObjectName in indexcmds.c of PostgreSQL).
 *
 * @example
 * chosenName("users", "id", "seq"); // "users_id_seq"
 */
export function chosenName(table: string, column: string, label: string): string {
  const room = MOST_BYTES - label.length - 2;
  let [first, second] = [Buffer.byteLength(table), Buffer.byteLength(column)];
  if (first + second <= room) return `${table}_${column}_${label}`;
  while (first + second > room) {
    if (first > second) first -= 1;
    else second -= 1;
  }
  return `${clip(table, first)}_${clip(column, second)}_${label}`;
}

/** Never in the middle of a character. */
function clip(text: string, bytes: number): string {
  let used = 0;
  let clipped = "";
  for (const character of text) {
    used += Buffer.byteLength(character);
    if (used > bytes) break;
    clipped += character;
  }
  return clipped;
}
