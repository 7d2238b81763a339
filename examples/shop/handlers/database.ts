import pg from "pg";

// Numbers of rows and sums of amounts stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

export const pool = new pg.Pool({
  connectionString: process.env["DATABASE_URL"],
  max: Number(process.env["DATABASE_POOL_SIZE"] ?? 10),
});

export type Value = string | number | boolean | null | readonly string[] | readonly number[];

/** Anything that runs statements: the pool, or the one connection of a transaction. */
export type Database = Pick<pg.Pool, "query">;

export async function rowsOf<Row>(database: Database, text: string, values: readonly Value[] = []): Promise<Row[]> {
  const result = await database.query(text, [...values]);
  return result.rows;
}

export async function rowOf<Row>(database: Database, text: string, values: readonly Value[] = []) {
  const [row] = await rowsOf<Row>(database, text, values);
  return row;
}

/** Runs the work on one connection: all of it counts, or nothing. */
export async function transaction<Result>(work: (database: Database) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    const result = await work(client);
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}

/** Collects the values of a statement that is put together from parts: `put` answers a value's placeholder. */
export function placeholders(): { values: Value[]; put: (value: Value) => string } {
  const values: Value[] = [];
  return { values, put: (value) => `$${values.push(value)}` };
}

const VIOLATIONS = { unique: "23505", foreignKey: "23503" } as const;

/** True when the database refused a statement because of such a constraint. */
export function isViolation(error: unknown, kind: keyof typeof VIOLATIONS): boolean {
  return error instanceof pg.DatabaseError && error.code === VIOLATIONS[kind];
}
