import pg from "pg";

/** The database of `DATABASE_URL`. */
export const pool = new pg.Pool({
  connectionString: process.env["DATABASE_URL"],
  max: Number(process.env["DATABASE_POOL_SIZE"] ?? 10),
});

// A connection that breaks while nobody uses it is replaced; unheard, its error would end the process.
pool.on("error", (error) => console.error(error));

/** What may stand in for a placeholder. */
export type Value = string | number | boolean | null | readonly unknown[];

/** Keeps a value and answers its placeholder: `$1`. */
export type Put = (value: Value) => string;

/** The values of a statement that is put together from parts. */
export function placeholders(): { readonly values: Value[]; readonly put: Put } {
  const values: Value[] = [];
  return { values, put: (value) => `$${values.push(value)}` };
}

/** Runs a statement and answers its rows. */
export async function rowsOf<Row>(text: string, values: readonly Value[]): Promise<Row[]> {
  const result = await pool.query(text, [...values]);
  return result.rows;
}
