import { expect, test } from "vitest";
import { quoteIdentifier } from "../../src/sql/index.ts";
import { openBench, startServer } from "./migrate-support.ts";

test("every keyword is quoted where the server quotes it", async () => {
  await using server = await startServer();
  await using bench = await openBench(server);
  const rows = await bench.session.query("select word, quote_ident(word) as quoted from pg_get_keywords()");
  expect(rows.length).toBeGreaterThan(400);
  // A word that a later major reserves is quoted already.
  const wrong = rows.filter(
    ({ word, quoted }) => quoted !== word && quoteIdentifier(String(word), "postgresql") !== quoted,
  );
  expect(wrong).toEqual([]);
});
