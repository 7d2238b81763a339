import type { Row } from "../../catalog/index.ts";

/** Cells of our own queries, whose columns are text, numbers, flags or lists of text by their own casts. */
export function textOf(row: Row, name: string): string {
  const value = row[name];
  return typeof value === "string" ? value : "";
}

export const numberOf = (row: Row, name: string): number => Number(row[name] ?? 0);

export const flagOf = (row: Row, name: string): boolean => row[name] === true;

export function textsOf(row: Row, name: string): readonly string[] {
  const value = row[name];
  return Array.isArray(value) ? value.filter((one: unknown): one is string => typeof one === "string") : [];
}
