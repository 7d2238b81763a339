import { expect, test } from "vitest";
import { askInBulk } from "../../../../src/catalog/schema/read/bulk.ts";

test("rows come out of the texts in order, each time they are gone through", async () => {
  const asked: string[] = [];
  const rows = await askInBulk((sql) => {
    asked.push(sql);
    return Promise.resolve([{ list: '[{"name":"a","at":1},{"name":"b"}]' }, { list: '[{"name":"c"}]' }]);
  }, "SELECT name FROM somewhere");
  const expected = [{ name: "a", at: 1 }, { name: "b" }, { name: "c" }];
  expect([[...rows], [...rows]]).toEqual([expected, expected]);
  expect(asked).toEqual([expect.stringContaining("FROM (SELECT name FROM somewhere) whole_row")]);
});
