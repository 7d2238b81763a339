import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { scanSql } from "../../../../src/advice/nplusone/sql/scan.ts";
import { shapeOf } from "../../../../src/advice/nplusone/sql/shape.ts";

const keyOf = (text: string): string =>
  scanSql(text)
    .map(({ key }) => key)
    .join(" ; ");

describe("fingerprints", () => {
  test.each([
    ["select  1 -- one\n from t", "select $? from t"],
    ["select * from t where a = 'it''s' and b = E'x\\'y'", "select * from t where a = $? and b = $?"],
    ["select * from t where id in (1, 2,3) and c = $4", "select * from t where id in ($…) and c = $?"],
    ["select * from t where id in ($1)", "select * from t where id in ($…)"],
    ["select * from t where id in (select 1)", "select * from t where id in (select $?)"],
    ['select "a 1" from "b--c" /* here */ limit 10', 'select "a 1" from "b--c" limit $?'],
    ["select $$body ; $$ , 1", "select $$body ; $$ , 1"],
    ["begin; select 1;", "begin ; select $?"],
    ["", ""],
    ["'open", "'open"],
  ])("%s", (text, key) => {
    expect(keyOf(text)).toBe(key);
  });

  test("values are told by where they come from", () => {
    const [scanned] = scanSql("select * from t where a = $2 and b = 'x' and c in ($1, $3) and d in (7)");
    expect(scanned?.inputs).toEqual([
      { kind: "bind", index: 1 },
      { kind: "literal", text: "x" },
      { kind: "list" },
      { kind: "literal", text: "7" },
    ]);
  });

  test("a comment of sqlcommenter says the route", () => {
    expect(scanSql("select 1 /*action='list',route='%2Fusers'*/")[0]?.route).toBe("/users");
  });

  test("any text has a key, and a key is its own key", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const key = keyOf(text);
        expect(typeof key).toBe("string");
      }),
    );
  });
});

describe("shapes", () => {
  test.each([
    ["select * from orders o where o.user_id = $?", "orders.user_id"],
    ["select * from orders where user_id=$?", "orders.user_id"],
    ['select "t"."id" from "public"."Order" as "t" where ("t"."userId" = $? and 1=1)', "Order.userId"],
    ["select * from a join b on a.id = b.a_id where b.x = $?", "b.x"],
    ["select * from orders where $? = user_id", "orders.user_id"],
    ["select * from orders where user_id in ($…)", "orders.user_id"],
    ["update t set a = $? where id = $?", "t.id"],
    ["delete from t where id = $?", "t.id"],
  ])("%s", (key, column) => {
    const shape = shapeOf(key);
    expect(shape.comparisons.map((one) => `${one.table?.name}.${one.column}`)).toEqual([column]);
  });

  test.each([
    "select * from orders where id > $? order by id limit $?",
    "select * from orders where user_id = any($?)",
    "select * from orders where lower(name) = $?",
    "select * from orders where id::text = $?",
    "insert into t (a) values ($?)",
    "select * from orders where user_id not in ($…)",
  ])("%s compares no column with one value", (key) => {
    expect(shapeOf(key).comparisons).toEqual([]);
  });
});
