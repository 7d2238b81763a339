import { beforeAll, expect, test } from "vitest";
import { type Trial, trialsOf } from "../../../../src/advice/indexes/trial/index.ts";
import { loadParser, type Parser, tablesByName } from "../../../../src/advice/statements/index.ts";
import { table } from "../../hand-made.ts";

const orders = table("orders", ["id", "user_id", "status", "at"]);
const relation = { schema: orders.schema, name: orders.name };
const column = (name: string, values: Readonly<Record<string, string>>) => ({
  relation,
  column: name,
  inherited: false,
  values,
});

let parser: Parser;
beforeAll(async () => {
  parser = await loadParser();
});

function trialOf(text: string): Pick<Trial, "sql" | "reason"> | undefined {
  const [trial] = trialsOf({
    workload: [{ id: "q", text, calls: 3, meanMs: null, rowsPerCall: 7, origin: "test" }],
    texts: new Set([parser.normalize(text) ?? ""]),
    tables: tablesByName([orders]),
    parser,
    statistics: {
      serverVersion: 180_000,
      relations: [],
      hidden: [],
      columns: [
        column("user_id", { histogram_bounds: "{1,50,900}", most_common_vals: "{7}" }),
        column("status", { most_common_vals: `{open,"it's \\"paid\\""}` }),
      ],
    },
  });
  return trial === undefined ? undefined : { sql: trial.sql, reason: trial.reason };
}

test.each([
  ["select * from orders where status = 'x'", "select * from orders where status = 'x'", null],
  ["select * from orders where user_id = $1", "select * from orders where user_id = '50'", null],
  [
    "select * from orders where user_id = $1 and status = $2 limit $3",
    "select * from orders where user_id = '50' and status = 'open' limit 7",
    null,
  ],
  ["select * from orders where at > $1", null, "unknown-values"],
  ["update orders set at = now() where user_id = 5", null, "writes"],
  ["select * from orders where user_id = 5 for update", null, "writes"],
  ["with gone as (delete from orders where user_id = 5 returning id) select * from gone", null, "writes"],
])("%s", (text, sql, reason) => {
  expect(trialOf(text)).toEqual({ sql, reason });
});
