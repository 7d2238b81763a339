import { formatDecimal, formatDuration, safeText, type Finding, type JsonValue } from "../../kit/index.ts";

export const word = ({ evidence }: Finding, name: string): string =>
  typeof evidence[name] === "string" ? safeText(evidence[name]) : "";

export function figure({ evidence }: Finding, name: string): number | undefined {
  const value: JsonValue | undefined = evidence[name];
  return typeof value === "number" ? value : undefined;
}

/** Milliseconds as the report says them: `847ms`, `4.2ms`, `1.5s`. */
export function milliseconds(value: number): string {
  if (value >= 10_000) return formatDuration(value);
  return value >= 10 ? `${Math.round(value)}ms` : `${formatDecimal(value, value >= 1 ? 1 : 2)}ms`;
}
