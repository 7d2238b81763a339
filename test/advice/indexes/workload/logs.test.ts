import { beforeAll, expect, test } from "vitest";
import { executionOf } from "../../../../src/advice/indexes/workload/log-message.ts";
import { fromExecutions, fromSql, readLog } from "../../../../src/advice/indexes/workload/index.ts";
import { loadParser, type Parser } from "../../../../src/advice/statements/index.ts";

let parser: Parser;
beforeAll(async () => {
  parser = await loadParser();
});

const AUTO =
  "duration: 3.2 ms  plan:\nQuery Text: select *\n  from a where b = 1\nSeq Scan on a  (cost=0.00..1.00 rows=1 width=4)\n  Filter: (b = 1)";
const AUTO_JSON = 'duration: 3.2 ms  plan:\n{\n  "Query Text": "select 1",\n  "Plan": {}\n}';

test.each([
  ["duration: 12.5 ms  statement: select 1", { text: "select 1", milliseconds: 12.5 }],
  ["duration: 0.1 ms  execute <unnamed>: select $1", { text: "select $1", milliseconds: 0.1 }],
  ["execute fetch_one/C_2: select 2", { text: "select 2", milliseconds: null }],
  ["statement: select\n2", { text: "select\n2", milliseconds: null }],
  [AUTO, { text: "select *\n  from a where b = 1", milliseconds: 3.2 }],
  [AUTO_JSON, { text: "select 1", milliseconds: 3.2 }],
  ["duration: 0.1 ms  bind <unnamed>: select $1", undefined],
  ["duration: 0.1 ms", undefined],
  ["checkpoint starting: time", undefined],
])("%s", (message, expected) => {
  expect(executionOf(message)).toEqual(expected);
});

const csv = (database: string, message: string): string =>
  `2026-01-01 00:00:00 UTC,"u","${database}",1,"[local]",6.1,1,"SELECT",2026-01-01,1/2,0,LOG,00000,"${message}",,,,,,,,,"psql","client backend",,0\n`;

test.each([
  [
    "csvlog",
    csv("shop", 'duration: 1 ms  statement: select ""A""\nfrom t') +
      csv("other", "duration: 1 ms  statement: select 2"),
  ],
  [
    "jsonlog",
    '{"dbname":"shop","message":"duration: 1 ms  statement: select \\"A\\"\\nfrom t"}\n{"dbname":"other","message":"statement: select 2"}\nrubbish\n',
  ],
  [
    "stderr",
    '2026-01-01 UTC [1] LOG:  duration: 1 ms  statement: select "A"\n\tfrom t\n2026-01-01 UTC [1] ERROR:  statement: no\n',
  ],
] as const)("a %s is read", (format, text) => {
  expect(readLog(text, format, "shop")).toEqual([{ text: 'select "A"\nfrom t', milliseconds: 1 }]);
});

test("executions that differ in constants share the calls of their statement", () => {
  const executions = [1, 2, 3].map((n) => ({ text: `select * from a where b = ${n}`, milliseconds: n }));
  expect(fromExecutions([...executions, ...executions.slice(0, 1), ...executions], "log", parser)).toMatchObject([
    { text: "select * from a where b = 1", calls: 3 },
    { text: "select * from a where b = 2", calls: 2 },
    { text: "select * from a where b = 3", calls: 2 },
  ]);
});

test("a file of SQL counts what is the same, and obeys `-- calls:`", () => {
  const text = "select 1;\nselect\n  1;\n-- calls: 500\nselect 2;";
  expect(fromSql(text, "a.sql").map(({ text: sql, calls }) => ({ sql, calls }))).toEqual([
    { sql: "select 1", calls: 2 },
    { sql: "select 2", calls: 500 },
  ]);
});
