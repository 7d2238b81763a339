import { beforeAll, expect, test } from "vitest";
import { examine, loadParser, type Parser } from "../../../src/advice/statements/index.ts";
import type { Statement, Workload } from "../../../src/catalog/index.ts";
import { table } from "../hand-made.ts";

const orders = table("orders", ["id", "email"]);
const statement = (text: string): Statement => ({
  id: text,
  text,
  calls: 1,
  totalMs: 1,
  meanMs: 1,
  rows: 1,
  blocksPerCall: 1,
});
const workload = (...texts: readonly string[]): Workload => ({
  state: "read",
  statements: texts.map(statement),
  hidden: 0,
  resetAt: null,
});

let parser: Parser;
beforeAll(async () => {
  parser = await loadParser();
});

test("keeps what uses a table, counts what cannot be read, passes over commands and our own counting", () => {
  const examined = examine(
    workload(
      "SELECT * FROM orders WHERE email = $1",
      "/* app */ -- page\n (select 1 from orders)",
      "SELECT FROM WHERE",
      "SAVEPOINT $1",
      "SELECT 1",
      "SELECT /* backwright */ count(*) FROM ONLY orders",
    ),
    [orders],
    parser,
  );
  expect(examined.statements.map((one) => one.statement.text)).toEqual([
    "SELECT * FROM orders WHERE email = $1",
    "/* app */ -- page\n (select 1 from orders)",
  ]);
  expect(examined.unread).toBe(1);
});

test("values that the server has kept in a text are not shown", () => {
  const { textOf } = examine(workload(), [orders], parser);
  expect(textOf(statement("SELECT * FROM orders WHERE email = 'ada@example.org' AND id = 42"))).toBe(
    "SELECT * FROM orders WHERE email = $1 AND id = $2",
  );
  expect(textOf(statement("SELECT 'ada@example.org"))).toBe("(text withheld)");
});

test("a text of many comments is judged in no time", () => {
  const { unread } = examine(workload(`${"/**/".repeat(50_000)} oh SELECT`), [orders], parser);
  expect(unread).toBe(0);
});
