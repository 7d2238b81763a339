import { isRecord } from "../../kit/index.ts";
import { blockStatements, type BlockStatement } from "./block.ts";
import { listOf, nodeOf, type Node } from "./node.ts";

/** What PostgreSQL's own parser says of one statement. */
type Parsed =
  | { readonly ok: true; readonly node: Node; readonly inner: readonly BlockStatement[] }
  /** `position`: 0-based, in characters. */
  | { readonly ok: false; readonly message: string; readonly position: number };

export type Parse = (sql: string) => Parsed;

/**
 * Loads PostgreSQL 18's grammar: 1.8 MB of WebAssembly, so only when there is something to parse.
 *
 * @example
 * const parse = await loadParse();
 * parse("drop table t"); // { ok: true, node: { kind: "DropStmt", fields: { … } }, inner: [] }
 */
export async function loadParse(): Promise<Parse> {
  const { loadModule, parseSync, parsePlPgSQLSync } = await import("libpg-query");
  await loadModule();
  const nodeIn = (sql: string): Node => firstNode(parseSync(sql));
  return (sql) => {
    try {
      const node = nodeIn(sql);
      const inner = node.kind === "DoStmt" ? blockStatements({ sql, parseBlock: parsePlPgSQLSync, parse: nodeIn }) : [];
      return { ok: true, node, inner };
    } catch (failure) {
      return refused(failure);
    }
  };
}

function firstNode(tree: unknown): Node {
  const [statement] = listOf(isRecord(tree) ? tree : undefined, "stmts");
  return nodeOf(isRecord(statement) ? statement["stmt"] : undefined);
}

function refused(failure: unknown): Parsed {
  const details = isRecord(failure) && isRecord(failure["sqlDetails"]) ? failure["sqlDetails"] : {};
  const cursor = details["cursorPosition"];
  const message = failure instanceof Error ? failure.message : String(failure);
  return { ok: false, message, position: typeof cursor === "number" ? cursor : 0 };
}
