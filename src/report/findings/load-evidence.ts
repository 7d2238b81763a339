import { formatCount, formatDecimal, formatDuration, type Finding } from "../../kit/index.ts";

/** A figure of a finding's evidence; 0 where it is missing. */
export const numberIn = (finding: Finding, name: string): number => Number(finding.evidence[name] ?? 0);

export const countIn = (finding: Finding, name: string): string => formatCount(numberIn(finding, name));

/** @example "12.5%" */
export const percentIn = (finding: Finding, name: string): string => `${formatDecimal(numberIn(finding, name), 1)}%`;

/** Milliseconds in a sentence: whole from ten on, finer below. @example "423ms" */
export const msIn = (finding: Finding, name: string): string => msText(numberIn(finding, name));

export const msText = (value: number): string => `${formatDecimal(value, value >= 10 ? 0 : value >= 0.1 ? 2 : 3)}ms`;

export const timeIn = (finding: Finding, name: string): string => formatDuration(numberIn(finding, name));

export const isMissing = (finding: Finding, name: string): boolean =>
  finding.evidence[name] === null || finding.evidence[name] === undefined;

/** A word of a finding's evidence; empty where it is missing. */
export function textIn(finding: Finding, name: string): string {
  const value = finding.evidence[name];
  return typeof value === "string" ? value : "";
}
