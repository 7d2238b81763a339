/** Rows of a CSV text, or what is wrong with it. Lines count from 1. */
export type CsvReading =
  | { readonly rows: readonly (readonly string[])[] }
  | { readonly problem: string; readonly line: number };

/**
 * Reads CSV (RFC 4180): quoted fields may hold the delimiter, line breaks and doubled quotes. Blank lines are left out.
 *
 * @example
 * readCsv('name,city\n"Ada, Countess",London\n', ","); // { rows: [["name", "city"], ["Ada, Countess", "London"]] }
 */
export function readCsv(text: string, delimiter: string): CsvReading {
  const rows: string[][] = [];
  const cursor: Cursor = { text: text.startsWith("\uFEFF") ? text.slice(1) : text, at: 0, line: 1 };
  while (cursor.at < cursor.text.length) {
    const row = readRow(cursor, delimiter);
    if (row === undefined)
      return { problem: "a quoted field does not end, or text follows its closing quote", line: cursor.line };
    if (row.length > 1 || row[0] !== "") rows.push(row);
  }
  return { rows };
}

interface Cursor {
  readonly text: string;
  at: number;
  line: number;
}

function readRow(cursor: Cursor, delimiter: string): string[] | undefined {
  const row: string[] = [];
  for (;;) {
    const field = cursor.text.charAt(cursor.at) === '"' ? readQuoted(cursor) : readPlain(cursor, delimiter);
    if (field === undefined) return undefined;
    row.push(field);
    const next = cursor.text.charAt(cursor.at);
    cursor.at += 1;
    if (next === delimiter) continue;
    if (next === "\r" && cursor.text.charAt(cursor.at) === "\n") cursor.at += 1;
    else if (next !== "\n" && next !== "\r" && next !== "") return undefined;
    cursor.line += 1;
    return row;
  }
}

function readPlain(cursor: Cursor, delimiter: string): string {
  const start = cursor.at;
  while (cursor.at < cursor.text.length && !`${delimiter}\r\n`.includes(cursor.text.charAt(cursor.at))) cursor.at += 1;
  return cursor.text.slice(start, cursor.at);
}

function readQuoted(cursor: Cursor): string | undefined {
  let field = "";
  cursor.at += 1;
  for (;;) {
    const quote = cursor.text.indexOf('"', cursor.at);
    if (quote < 0) return undefined;
    field += cursor.text.slice(cursor.at, quote);
    cursor.at = quote + 1;
    if (cursor.text.charAt(cursor.at) !== '"') return field;
    field += '"';
    cursor.at += 1;
  }
}
