import { formatBytes, formatCount, formatDuration, formatPercent, safeText, type Finding } from "../../kit/index.ts";

/** A word of the evidence, safe to print; empty where there is none. */
export const wordIn = ({ evidence }: Finding, name: string): string =>
  typeof evidence[name] === "string" ? safeText(evidence[name]) : "";

/** The texts of a list, with commas. */
export function listIn({ evidence }: Finding, name: string): string {
  const value = evidence[name];
  return Array.isArray(value) ? safeText(value.filter((item) => typeof item === "string").join(", ")) : "";
}

const numberOf = ({ evidence }: Finding, name: string): number | undefined =>
  typeof evidence[name] === "number" ? evidence[name] : undefined;

export function countOf(finding: Finding, name: string): string {
  const value = numberOf(finding, name);
  return value === undefined ? "an unknown number of" : formatCount(value);
}

export const bytesIn = (finding: Finding, name: string): string => formatBytes(numberOf(finding, name) ?? 0);
export const shareIn = (finding: Finding, name: string): string => formatPercent(numberOf(finding, name) ?? 0);
export const secondsIn = (finding: Finding, name: string): string =>
  formatDuration((numberOf(finding, name) ?? 0) * 1_000);
export const subjectOf = ({ subject: { name } }: Finding): string => safeText(name);

/** A moment of the evidence; `never` where there is none. */
export const momentIn = (finding: Finding, name: string): string => wordIn(finding, name).slice(0, 10) || "never";
