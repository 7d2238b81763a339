import { beforeAll, expect, test } from "vitest";
import { prepareStatement } from "../../../../src/advice/indexes/shadow/index.ts";
import { loadParser, type Parser } from "../../../../src/advice/statements/index.ts";

let parser: Parser;
beforeAll(async () => {
  parser = await loadParser();
});

test.each([
  ["select 1 from a where b = $1", 3, "select 1 from a where b = $1", 1],
  ["select 1 from a where b = $1 limit $2", 3.4, "select 1 from a where b = $1 limit 3", 1],
  ["select 1 from a limit $1 offset $2", 0, "select 1 from a limit 1 offset 0", 0],
  ["select 1 from a where b = $2 limit $1", null, "select 1 from a where b = $1 limit 20", 1],
  [
    "select 1 from a where c > now() - interval $1 limit $1",
    null,
    "select 1 from a where c > now() - $1::interval limit $1",
    1,
  ],
  ["select 1 from a where c > now() - interval $1;", null, "select 1 from a where c > now() - $1::interval", 1],
])("%s", (text, rows, sql, parameters) => {
  expect(prepareStatement(text, rows, parser)).toMatchObject({ kind: "query", sql, parameters });
});

test.each([
  ["selec 1", "the parser of PostgreSQL 18 does not read it"],
  ["select 1; drop table a", "it is not one statement"],
  ["analyze a", "it neither reads nor writes rows of a table"],
  ["analyze verbose a; select 1", "it is not one statement"],
])("%s is not asked about", (text, reason) => {
  expect(prepareStatement(text, null, parser)).toEqual({ kind: "other", reason });
});
