import { formatDecimal } from "../../kit/index.ts";
import { VALUE } from "./sql/scan.ts";
import type { Fingerprint } from "./sql/statements.ts";

const ABOUT_ROWS = /^(?:select|insert|update|delete|with|merge|\(|values)\b|^\(/i;
/** A quote that is left could hold somebody's value: the text was not read to its end. */
const UNREAD = /'|\$[A-Za-z_]*\$/;
const HEAD = [
  "-- What backwright db watch has seen: statements with $1, $2 in place of values, how often they ran, how long they took and how",
  "-- many rows they brought. For: backwright db suggest-indexes --workload FILE",
].join("\n");

/** Statements that were seen, as a file of SQL, and their number. No value is in it. */
export interface WorkloadText {
  readonly text: string;
  readonly statements: number;
}

/** Writes what `db suggest-indexes` reads: each statement behind a comment with its figures. */
export function workloadText(all: readonly Fingerprint[]): WorkloadText {
  const kept = all.filter(
    ({ key, executions }) => executions > 0 && ABOUT_ROWS.test(key) && !UNREAD.test(key.replaceAll(VALUE, "")),
  );
  const parts = kept.toSorted((a, b) => b.totalMs - a.totalMs).map((one) => `${figures(one)}\n${numbered(one.key)};`);
  return { text: `${[HEAD, ...parts].join("\n\n")}\n`, statements: kept.length };
}

const figures = ({ executions, totalMs, rows }: Fingerprint): string =>
  `-- calls: ${executions}, mean: ${plain(totalMs / executions)} ms, rows: ${plain(rows / executions)}`;

const plain = (value: number): string => formatDecimal(value, 3).replaceAll(",", "");

/** Every value its own parameter; a list is one of a single value. */
function numbered(key: string): string {
  let count = 0;
  return key.replaceAll(/\$[?…]/g, () => {
    count += 1;
    return `$${count}`;
  });
}
