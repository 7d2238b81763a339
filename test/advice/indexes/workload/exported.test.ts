import { expect, test } from "vitest";
import { fromExport } from "../../../../src/advice/indexes/workload/index.ts";

const row = (text: string, figures: Readonly<Record<string, number | null>>): unknown => ({
  id: expect.any(String),
  origin: "f",
  text,
  ...figures,
});

test.each([
  [
    "of 13 and later",
    'queryid,query,calls,mean_exec_time,rows\n1,"select ""A"",\n b from t where c = $1",4,1.5,8\n',
    [row('select "A",\n b from t where c = $1', { calls: 4, meanMs: 1.5, rowsPerCall: 2 })],
  ],
  [
    "of before, with line ends of Windows",
    "calls,query,mean_time\r\n5,select $1,2\r\n",
    [row("select $1", { calls: 5, meanMs: 2, rowsPerCall: null })],
  ],
  [
    "without figures of time and rows",
    "query,calls\nselect $1,5\n",
    [row("select $1", { calls: 5, meanMs: null, rowsPerCall: null })],
  ],
  [
    "what was hidden, never ran or is our own",
    "query,calls\n<insufficient privilege>,5\nselect 1,0\nselect 2 /* backwright */,9\n",
    [],
  ],
  ["a server's log", '2026-01-01 00:00:00 UTC,"u","shop",1\n', undefined],
  ["nothing", "", undefined],
])("%s", (_, text, expected) => {
  expect(fromExport(text, "f")).toEqual(expected);
});
