import type { Analysis, SlowStatement, TableAccess } from "../../advice/index.ts";
import { formatCount, safeText } from "../../kit/index.ts";
import { milliseconds } from "./cells.ts";
import { foundTitle, type Section } from "./section.ts";
import { enabling } from "./workload.ts";

const LONGEST = 160;

/** Slow statements with the plan of each of their tables. */
export function slowSection({ slowStatements, workload }: Analysis): Section {
  if (workload.state !== "read") return { title: "SLOW QUERIES (not seen)", lines: [enabling(workload.state)] };
  return {
    title: foundTitle("SLOW QUERIES", slowStatements.length),
    lines: slowStatements.flatMap(linesOf),
  };
}

function linesOf(statement: SlowStatement): readonly string[] {
  const { meanMs, calls, text } = statement;
  return [
    `${milliseconds(meanMs)} avg, ${formatCount(calls)} calls: ${shortened(text)}`,
    ...statement.access.map((access) => `  plan: ${planOf(access)}`),
  ];
}

function shortened(text: string): string {
  const line = safeText(text.replace(/\s+/g, " ").trim());
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}…`;
}

function planOf({ table, columns, node, index, estimatedRows }: TableAccess): string {
  const [name, by] = [safeText(table), columns.length === 0 ? "no column" : safeText(columns.join(", "))];
  if (node === null) return `${name} by ${by}: ${columns.length === 0 ? "whole table or a join" : "not seen"}`;
  const through = index === null ? "" : ` using ${safeText(index)}`;
  return `${node} on ${name}${through} by ${by}, ~${formatCount(estimatedRows ?? 0)} rows`;
}
