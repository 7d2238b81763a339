import type { TargetStatistics } from "../../../diff/shadow/index.ts";
import type { TablesByName } from "../../statements/index.ts";
import { rangeParametersOf } from "../query/index.ts";
import { fillParameters, highestParameter, type Plan, standsOnce, typicalBounds } from "../shadow/index.ts";
import type { WorkloadQuestion } from "./questions.ts";

/** Below this the planner's guess for any values is near enough. */
const FAR_OFF = 5;

export interface TypicalGround {
  readonly tables: TablesByName;
  readonly statistics: TargetStatistics;
}

/**
 * The question with a typical range in the place of its parameters, where the planner expects far more rows than the statement was seen
 * to give: of any range with one end it expects a third of the table. Undefined where nothing has to be mended, or can be.
 */
export function withTypicalRange(
  question: WorkloadQuestion,
  plan: Plan,
  { tables, statistics }: TypicalGround,
): WorkloadQuestion | undefined {
  const { rowsPerCall } = question.statement;
  if (rowsPerCall === null || expectedRows(plan) <= FAR_OFF * Math.max(1, rowsPerCall)) return undefined;
  const [range, ...others] = rangeParametersOf(question.tree, tables);
  if (range === undefined || others.length > 0) return undefined;
  const texts = typicalBounds(range, { rowsPerCall, expectedRows: expectedRows(plan) }, statistics);
  if (texts === undefined || ![...texts.keys()].every((number) => standsOnce(question.sql, number))) return undefined;
  const sql = fillParameters(question.sql, texts);
  const assumed = [...question.assumed, { clause: "range" as const, value: rowsPerCall }];
  // Its needs stay as they were: a bound of the histogram is nobody's constant, and makes no partial index.
  return { ...question, id: `${question.id} typical`, sql, parameters: highestParameter(sql), assumed };
}

/** An UPDATE or DELETE itself gives no row: its scan does. */
const expectedRows = ({ rows, scanRows }: Plan): number => Math.max(rows, scanRows);
