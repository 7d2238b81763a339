import { errors } from "../../kit/index.ts";
import type { Row } from "../session.ts";

/** Cells of a row with the type that our own query promised. Anything else is a bug of the query. */
export function textCell(row: Row, name: string): string {
  const value = row[name];
  return typeof value === "string" ? value : wrong(row, name, "text");
}

export function optionalText(row: Row, name: string): string | null {
  return row[name] === null || row[name] === undefined ? null : textCell(row, name);
}

export function numberCell(row: Row, name: string): number {
  const value = row[name];
  return typeof value === "number" ? value : wrong(row, name, "a number");
}

export function optionalNumber(row: Row, name: string): number | null {
  return row[name] === null || row[name] === undefined ? null : numberCell(row, name);
}

export function flagCell(row: Row, name: string): boolean {
  const value = row[name];
  return typeof value === "boolean" ? value : wrong(row, name, "a boolean");
}

export function textsCell(row: Row, name: string): readonly string[] {
  const value = row[name];
  return Array.isArray(value) ? value.map(String) : wrong(row, name, "a list");
}

/** Milliseconds since 1970 as ISO 8601. */
export function timeCell(row: Row, name: string): string | null {
  const milliseconds = optionalNumber(row, name);
  return milliseconds === null ? null : new Date(milliseconds).toISOString();
}

function wrong(row: Row, name: string, expected: string): never {
  throw errors.command.bug({ problem: `catalogue column ${name} is ${typeof row[name]}, not ${expected}` });
}
