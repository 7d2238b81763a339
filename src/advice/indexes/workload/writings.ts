import { relationKey, type Table } from "../../../catalog/index.ts";
import { isRecord } from "../../../kit/index.ts";
import { fields, list, sourceOf, text, type TablesByName } from "../../statements/index.ts";
import { tableOf } from "../query/index.ts";
import type { Writing } from "./statement.ts";

/** The tables that a parsed statement writes into, at any depth. A DELETE makes no entry in an index. */
export function writingsOf(node: unknown, tables: TablesByName): readonly Writing[] {
  if (Array.isArray(node)) return node.flatMap((part) => writingsOf(part, tables));
  if (!isRecord(node)) return [];
  const own = [...insertOf(node, tables), ...updateOf(node, tables)];
  return [...own, ...Object.values(node).flatMap((part) => writingsOf(part, tables))];
}

function insertOf(node: Readonly<Record<string, unknown>>, tables: TablesByName): readonly Writing[] {
  const table = target(fields(node, "InsertStmt") ?? fields(node, "MergeStmt"), tables);
  return table === undefined ? [] : [{ table: relationKey(table), kind: "insert", columns: null }];
}

function updateOf(node: Readonly<Record<string, unknown>>, tables: TablesByName): readonly Writing[] {
  const update = fields(node, "UpdateStmt");
  const table = target(update, tables);
  if (table === undefined) return [];
  const columns = list(update, "targetList").flatMap((item) => text(fields(item, "ResTarget"), "name") ?? []);
  return [{ table: relationKey(table), kind: "update", columns }];
}

function target(statement: Readonly<Record<string, unknown>> | undefined, tables: TablesByName): Table | undefined {
  const relation = statement?.["relation"];
  return isRecord(relation) ? tableOf(sourceOf(relation), tables) : undefined;
}
