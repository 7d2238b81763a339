import { expect, test } from "vitest";
import { unknownRelations } from "../../../../src/advice/indexes/workload/unknown.ts";
import { loadParser } from "../../../../src/advice/statements/index.ts";

const parser = await loadParser();

test.each<[sql: string, names: readonly string[]]>([
  ["select 1", []],
  ["select * from sales s join audit.log l using (id)", ["sales", "audit.log"]],
  ["with recent as (select * from gone) select * from recent", ["gone"]],
  ["insert into gone values (1)", ["gone"]],
  ["select relname from pg_class, information_schema.tables, pg_catalog.pg_type", []],
  ["select (select max(at) from visits)", ["visits"]],
])("%s", (sql, names) => {
  expect(unknownRelations(parser.parse(sql))).toEqual(names);
});
