import { isRecord } from "../../../kit/index.ts";
import { type ColumnName, columnOf } from "../../statements/index.ts";

/** Every column that a part of a parse tree names, at any depth. */
export function columnNames(node: unknown): readonly ColumnName[] {
  if (Array.isArray(node)) return node.flatMap(columnNames);
  if (!isRecord(node)) return [];
  const own = columnOf(node);
  return own === undefined ? Object.values(node).flatMap(columnNames) : [own];
}

/** True when a node of this kind stands anywhere below. */
export function mentions(node: unknown, kind: string): boolean {
  if (Array.isArray(node)) return node.some((part) => mentions(part, kind));
  if (!isRecord(node)) return false;
  return kind in node || Object.values(node).some((part) => mentions(part, kind));
}
