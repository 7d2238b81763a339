import { beforeAll, expect, test } from "vitest";
import { rangeParametersOf } from "../../../../src/advice/indexes/query/index.ts";
import { fillParameters, typicalBounds } from "../../../../src/advice/indexes/shadow/index.ts";
import { loadParser, type Parser, tablesByName } from "../../../../src/advice/statements/index.ts";
import type { TargetStatistics } from "../../../../src/diff/shadow/index.ts";
import { table } from "../../hand-made.ts";

const orders = table("orders", ["id", "user_id", "at"]);
let parser: Parser;
beforeAll(async () => {
  parser = await loadParser();
});

const ranges = (sql: string): readonly string[] =>
  rangeParametersOf(parser.parse(sql), tablesByName([orders])).map(
    ({ column, above, below }) => `${column} ${above ?? "-"} ${below ?? "-"}`,
  );

test.each([
  ["select * from orders where at > $1", ["at 1 -"]],
  ["select * from orders where $1 > at and user_id = $2", ["at - 1"]],
  ["select * from orders where at >= $2 and at < $1::date", ["at 2 1"]],
  ["delete from orders where at between $1 and $2", ["at 1 2"]],
  ["select count(*) from orders where at > $1", []],
  ["select * from orders where at > $1 limit 5", []],
  ["select * from orders where at > $1 or id = 1", []],
  ["select * from orders o join orders p on p.id = o.id where o.at > $1", []],
])("%s", (sql, expected) => {
  expect(ranges(sql)).toEqual(expected);
});

const statistics = (bounds: string | null): TargetStatistics => ({
  serverVersion: 180_000,
  relations: [],
  columns: [{ relation: orders, column: "at", inherited: false, values: { histogram_bounds: bounds } }],
  hidden: [],
});

const HUNDRED = `{${Array.from({ length: 101 }, (_, n) => n).join(",")}}`;

test.each([
  // A third of 900 rows is expected of one end, and 9 were seen: a hundredth.
  ["the upper end", { above: 1, below: null }, 300, 9, [[1, "'99'"]]],
  ["the lower end", { above: null, below: 1 }, 300, 9, [[1, "'1'"]]],
  [
    "both",
    { above: 1, below: 2 },
    5,
    100,
    [
      [1, "'90'"],
      [2, "'100'"],
    ],
  ],
  ["everything", { above: 1, below: null }, 1, 1_000, [[1, "'0'"]]],
] as const)("%s of a histogram", (_name, ends, expectedRows, rowsPerCall, values) => {
  const found = typicalBounds(
    { table: orders, column: "at", ...ends },
    { expectedRows, rowsPerCall },
    statistics(HUNDRED),
  );
  expect([...(found ?? [])]).toEqual(values);
});

test("values are literals, whatever they hold", () => {
  const bounds = statistics(String.raw`{"a'b","c\"$1,d"}`);
  const found = typicalBounds(
    { table: orders, column: "at", above: null, below: 2 },
    { expectedRows: 9, rowsPerCall: 9 },
    bounds,
  );
  expect(fillParameters("x = $1 and at < $2 and y = $3", found ?? new Map())).toBe(
    `x = $1 and at < 'c"$1,d' and y = $2`,
  );
});

test("without a histogram nothing is known", () => {
  const range = { table: orders, column: "at", above: 1, below: null };
  expect(typicalBounds(range, { expectedRows: 9, rowsPerCall: 9 }, statistics(null))).toBeUndefined();
});
