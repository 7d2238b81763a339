import { isRecord } from "../../../kit/index.ts";
import { fields, type From, list, readFrom, type Source, sourceOf, text, type Tree } from "../../statements/index.ts";

/** One level of a statement that reads tables: the statement itself, a subquery, a common table expression. */
export interface Level {
  /** Rows of an UPDATE or DELETE are touched in the table, whatever an index holds. */
  readonly kind: "select" | "write";
  readonly statement: Tree;
  readonly sources: readonly Source[];
  /** WHERE and the conditions of joins. */
  readonly conditions: readonly unknown[];
  readonly using: readonly string[];
}

/** All levels of a parse tree, the outermost first; the names of common table expressions are no sources. */
export function levelsOf(tree: unknown): readonly Level[] {
  const common = new Set(commonNames(tree));
  const isTable = ({ schema, name }: Source): boolean => schema !== undefined || !common.has(name);
  return below(tree).map(({ kind, statement, sources, conditions, using }) => ({
    kind,
    statement,
    sources: sources.filter(isTable),
    conditions,
    using,
  }));
}

function commonNames(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(commonNames);
  if (!isRecord(node)) return [];
  const own = text(fields(node, "CommonTableExpr"), "ctename");
  return [...(own === undefined ? [] : [own]), ...Object.values(node).flatMap(commonNames)];
}

function below(node: unknown): readonly Level[] {
  if (Array.isArray(node)) return node.flatMap(below);
  if (!isRecord(node)) return [];
  const own = levelOf(node);
  const parts = Object.entries(node).flatMap(([name, value]) => below(asNode(name, value)));
  return own === undefined ? parts : [own, ...parts];
}

/** The halves of a UNION are the only queries that do not say what they are. */
function asNode(name: string, value: unknown): unknown {
  const isHalf = (name === "larg" || name === "rarg") && isRecord(value) && "limitOption" in value;
  return isHalf ? { SelectStmt: value } : value;
}

function levelOf(node: Tree): Level | undefined {
  const select = fields(node, "SelectStmt");
  if (select !== undefined) return leveled("select", select, readFrom(list(select, "fromClause")));
  const update = fields(node, "UpdateStmt");
  if (update !== undefined) return leveled("write", update, withTarget(update, "fromClause"));
  const removal = fields(node, "DeleteStmt");
  return removal === undefined ? undefined : leveled("write", removal, withTarget(removal, "usingClause"));
}

function leveled(kind: Level["kind"], statement: Tree, from: From): Level {
  const conditions = [...from.conditions, statement["whereClause"]].filter((node) => node !== undefined);
  return { kind, statement, sources: from.sources, conditions, using: from.using };
}

function withTarget(statement: Tree, clause: string): From {
  const from = readFrom(list(statement, clause));
  const target = statement["relation"];
  return isRecord(target) ? { ...from, sources: [sourceOf(target), ...from.sources] } : from;
}
