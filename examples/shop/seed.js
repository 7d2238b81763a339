// Fills the database of DATABASE_URL with the rows of seed.sql.
import { readFile } from "node:fs/promises";
import pg from "pg";

const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
await client.connect();
await client.query(await readFile(new URL("seed.sql", import.meta.url), "utf8"));
await client.end();
