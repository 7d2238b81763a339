import { isRecord } from "../../../kit/index.ts";
import { fields, list, type Parser, type Tree } from "../../statements/index.ts";
import { fillParameters, highestParameter, standsOnce } from "./fill.ts";

/** A text that the planner can be asked about, or why not. */
export type Prepared =
  | {
      readonly kind: "query";
      readonly sql: string;
      readonly tree: unknown;
      readonly parameters: number;
      readonly assumed: readonly Assumption[];
    }
  | { readonly kind: "other"; readonly reason: string };

/** What was put in place of a parameter, because a plan for any value would be one for no value. */
export interface Assumption {
  readonly clause: "limit" | "offset" | "range";
  /** Rows; of a range those that it is to leave. */
  readonly value: number;
}

const PLANNED: ReadonlySet<string> = new Set(["SelectStmt", "InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt"]);

/**
 * Makes a workload's text plannable: one statement that reads or writes rows, `interval $1` written as a cast (the server keeps typed
 * constants so), and a LIMIT by a parameter set to the rows that the statement was seen to give: for an unknown limit the planner
 * assumes a tenth of all rows.
 */
export function prepareStatement(text: string, rowsPerCall: number | null, parser: Parser): Prepared {
  const sql = withCasts(text);
  const tree = parser.parse(sql);
  if (tree === undefined) return { kind: "other", reason: "the parser of PostgreSQL 18 does not read it" };
  const statements = list(isRecord(tree) ? tree : undefined, "stmts").filter(isRecord);
  const statement = statements[0]?.["stmt"];
  if (statements.length !== 1 || !isRecord(statement)) return { kind: "other", reason: "it is not one statement" };
  const [kind = ""] = Object.keys(statement);
  if (!PLANNED.has(kind)) return { kind: "other", reason: "it neither reads nor writes rows of a table" };
  const limited = withLimits(sql, statement, rowsPerCall);
  const again = limited.assumed.length === 0 ? tree : parser.parse(limited.sql);
  return {
    kind: "query",
    sql: limited.sql,
    tree: again,
    parameters: highestParameter(limited.sql),
    assumed: limited.assumed,
  };
}

const withCasts = (text: string): string =>
  text.replaceAll(/\b(interval|date|timestamp|timestamptz|time)\s+(\$\d+)/gi, "$2::$1").replace(/;\s*$/, "");

const TYPICAL_LIMIT = 20;

interface Place {
  readonly clause: Assumption["clause"];
  readonly number: number;
  readonly value: number;
}

function withLimits(
  sql: string,
  statement: unknown,
  rowsPerCall: number | null,
): { readonly sql: string; readonly assumed: readonly Assumption[] } {
  const places = limitPlaces(statement, Math.max(1, Math.round(rowsPerCall ?? TYPICAL_LIMIT)));
  const once = places.filter(({ number }) => standsOnce(sql, number));
  const text = fillParameters(sql, new Map(once.map(({ number, value }) => [number, String(value)])));
  return { sql: text, assumed: once.map(({ clause, value }) => ({ clause, value })) };
}

function limitPlaces(node: unknown, limit: number): readonly Place[] {
  if (Array.isArray(node)) return node.flatMap((part) => limitPlaces(part, limit));
  if (!isRecord(node)) return [];
  const own = [
    ...placeOf(node, "limitCount", { clause: "limit", value: limit }),
    ...placeOf(node, "limitOffset", { clause: "offset", value: 0 }),
  ];
  return [...own, ...Object.values(node).flatMap((part) => limitPlaces(part, limit))];
}

function placeOf(node: Tree, name: string, assumed: Assumption): readonly Place[] {
  const parameter = fields(node[name], "ParamRef") ?? fields(fields(node[name], "TypeCast")?.["arg"], "ParamRef");
  const number = parameter?.["number"];
  return typeof number === "number" ? [{ ...assumed, number }] : [];
}
