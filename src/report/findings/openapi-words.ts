import { safeText, type Finding, type JsonValue } from "../../kit/index.ts";

/** A value of a document in a sentence: text as it is, anything else as JSON, both safe for a terminal. */
export function said(finding: Finding, name: string): string {
  return spelled(finding.evidence[name]);
}

/** A list of values in a sentence. */
export function saidAll(finding: Finding, name: string): string {
  const value = finding.evidence[name];
  return Array.isArray(value) ? value.map((item: JsonValue) => safeText(JSON.stringify(item))).join(", ") : "";
}

function spelled(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return "nothing";
  return safeText(typeof value === "string" ? value : JSON.stringify(value));
}
