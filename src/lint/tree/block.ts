import { isRecord } from "../../kit/index.ts";
import { fieldsOf, listOf, nodeOf, textOf, treeOf, type Node } from "./node.ts";

/** A statement inside a DO block. */
export interface BlockStatement {
  readonly node: Node;
  /** Behind an IF, in a loop, in an exception handler. */
  readonly isConditional: boolean;
}

interface Block {
  readonly sql: string;
  /** PL/pgSQL's own parser. */
  readonly parseBlock: (sql: string) => unknown;
  readonly parse: (sql: string) => Node;
}

/**
 * The statements of a DO block in PL/pgSQL: those that stand there as they are, and those that EXECUTE takes from a literal. What
 * another language holds, or what is put together while it runs, nobody can read.
 */
export function blockStatements({ sql, parseBlock, parse }: Block): readonly BlockStatement[] {
  const tree = attempt(() => parseBlock(sql));
  return textsIn(tree, false).flatMap(({ text, isConditional, isDynamic }) => {
    const node = attempt(() => parse(isDynamic ? `SELECT ${text}` : text));
    if (node === undefined || !isDynamic) return node === undefined ? [] : [{ node, isConditional }];
    const literal = literalOf(node);
    const inner = literal === undefined ? undefined : attempt(() => parse(literal));
    return inner === undefined ? [] : [{ node: inner, isConditional }];
  });
}

function attempt<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

interface Text {
  readonly text: string;
  readonly isConditional: boolean;
  /** An expression whose value is run. */
  readonly isDynamic: boolean;
}

const BRANCHES = /^PLpgSQL_(?:stmt_(?:if|case|while|fori|fors|forc|foreach_a|dynfors)|exception_block)$/;

function textsIn(value: unknown, isConditional: boolean): readonly Text[] {
  if (Array.isArray(value)) return value.flatMap((one) => textsIn(one, isConditional));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const own = isRecord(inner) ? ownText(name, inner, isConditional) : [];
    return own.concat(textsIn(inner, isConditional || BRANCHES.test(name)));
  });
}

function ownText(name: string, fields: Readonly<Record<string, unknown>>, isConditional: boolean): readonly Text[] {
  const place = name === "PLpgSQL_stmt_execsql" ? "sqlstmt" : name === "PLpgSQL_stmt_dynexecute" ? "query" : undefined;
  const text = place === undefined ? undefined : textOf(fieldsOf(fields[place], "PLpgSQL_expr"), "query");
  return text === undefined ? [] : [{ text, isConditional, isDynamic: place === "query" }];
}

/** The text of `SELECT 'text'`. */
function literalOf({ fields }: Node): string | undefined {
  const target = fieldsOf(listOf(fields, "targetList")[0], "ResTarget");
  const constant = nodeOf(target?.["val"]);
  return constant.kind === "A_Const" ? textOf(treeOf(constant.fields, "sval"), "sval") : undefined;
}
