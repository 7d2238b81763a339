import { beforeAll, expect, test } from "vitest";
import { needsOf, type TableNeed, termKey } from "../../../../src/advice/indexes/query/index.ts";
import { loadParser, type Parser, tablesByName } from "../../../../src/advice/statements/index.ts";
import { table } from "../../hand-made.ts";

const tables = [
  table("orders", ["id", "user_id", "status", "at", "total", "data", "gone"]),
  table("users", ["id", "email", "name"]),
];

let parser: Parser;
beforeAll(async () => {
  parser = await loadParser();
});

const names = (terms: readonly Parameters<typeof termKey>[0][], mark: string): readonly string[] =>
  terms.map((term) => `${mark}${term.kind === "column" ? term.name : term.sql}`);

/** `orders =user_id ~id >at ^at-`: equality, joins, ranges, sort; `?` predicates; `:` columns read. */
const summaryOf = (need: TableNeed): string =>
  [
    need.table.name,
    ...names(need.equality, "="),
    ...names(need.joins, "~"),
    ...names(need.ranges, ">"),
    ...names(need.prefixes, "a%"),
    ...names(need.inside, "%a"),
    ...need.operations.map(({ operation, term }) => `${operation}:${term.kind === "column" ? term.name : term.sql}`),
    ...need.sort.map(
      ({ term, descending }) => `^${term.kind === "column" ? term.name : term.sql}${descending ? "-" : ""}`,
    ),
    ...need.alternatives.map(({ term }) => `|${term.kind === "column" ? term.name : term.sql}`),
    ...need.predicates.map(({ sql }) => `?${sql}`),
    `:${need.columns === null ? "*" : need.columns.join(",")}`,
  ].join(" ");

const summary = (sql: string): readonly string[] => needsOf(parser.parse(sql), tablesByName(tables)).map(summaryOf);

test.each([
  ["select * from orders where user_id = $1", ["orders =user_id :*"]],
  ["select id from orders where user_id = $1 order by at desc limit 5", ["orders =user_id ^at- :id,user_id,at"]],
  ["select id from orders where $1 = user_id and at > $2", ["orders =user_id >at :id,user_id,at"]],
  ["select id from orders where status = 'open'", ["orders =status ?status = 'open' :id,status"]],
  ["select id from orders where status = 'it''s'", ["orders =status ?status = 'it''s' :id,status"]],
  ["select id from orders where gone is null", ["orders =gone ?gone IS NULL :id,gone"]],
  ["select id from orders where gone is not null", ["orders >gone ?gone IS NOT NULL :id,gone"]],
  ["select id from orders where total > 5", ["orders >total ?total > 5 :id,total"]],
  ["select id from orders where user_id in ($1, $2)", ["orders =user_id :id,user_id"]],
  ["select id from orders where user_id = any ($1)", ["orders =user_id :id,user_id"]],
  ["select id from orders where user_id <> $1 or status = $2", ["orders |status :id,user_id,status"]],
  ["select id from users where lower(email) = $1", ["users =lower(email) :id,email"]],
  ["select id from orders where data ->> 'k' = $1", ["orders =(data ->> 'k') :id,data"]],
  ["select id from orders where data @> $1", ["orders contains:data :id,data"]],
  ["select id from users where name like 'a%'", ["users a%name :id,name"]],
  ["select id from users where name like '%a%'", ["users %aname :id,name"]],
  ["select id from users where name ilike $1", ["users %aname :id,name"]],
  [
    "select u.id from users u join orders o on o.user_id = u.id where u.email = $1",
    ["users =email ~id :id,email", "orders ~user_id :user_id"],
  ],
  [
    "select id from users u where not exists (select 1 from orders o where o.user_id = u.id)",
    ["users :id", "orders ~user_id :user_id"],
  ],
  ["update orders set total = 1 where user_id = $1", ["orders =user_id :*"]],
  ["delete from orders where at < $1", ["orders >at :*"]],
  ["with o as (select user_id from orders where status = $1) select * from o", ["orders =status :user_id,status"]],
  ["select status as s, id from orders order by s, 2", ["orders ^status ^id :status,id"]],
  ["select id from orders where total = total + 1", ["orders :id,total"]],
])("%s", (sql, expected) => {
  expect([...summary(sql)].sort()).toEqual([...expected].sort());
});
