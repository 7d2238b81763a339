import { formatBytes, formatCount, formatDecimal, safeLine, type Finding, type JsonValue } from "../../kit/index.ts";

/** A text of the evidence, made safe for a terminal. */
export const said = ({ evidence }: Finding, name: string): string => {
  const value = evidence[name];
  return value === null || value === undefined ? "" : safeLine(listed(value));
};

function listed(value: JsonValue): string {
  if (Array.isArray(value)) return value.map(listed).join(", ");
  return typeof value === "object" && value !== null ? "" : String(value);
}

export const named = ({ subject }: Finding): string => safeLine(subject.name);

/** `access-exclusive` as the manual writes it. */
export const lockName = (finding: Finding): string => said(finding, "lock").replaceAll("-", " ").toUpperCase();

/** Who waits, and for how long: ` reads and writes wait meanwhile (~4.2 s, 1,200,000 rows, 800.0 MB)`. */
export function waits(finding: Finding): string {
  const { rows, bytes, estimatedSeconds } = finding.evidence;
  const facts = [
    typeof estimatedSeconds === "number" ? `~${formatDecimal(estimatedSeconds, 1)} s` : "",
    typeof rows === "number" ? `${formatCount(rows)} rows` : "",
    typeof bytes === "number" ? formatBytes(bytes) : "",
  ].filter((part) => part !== "");
  const who = said(finding, "blocks") === "writes" ? "writes wait" : "reads and writes wait";
  return `${who} meanwhile${facts.length === 0 ? "" : ` (${facts.join(", ")})`}`;
}

/** Where a lock was taken, and by whom the transaction was opened. */
export function holding(finding: Finding): string {
  const runner = said(finding, "openedBy") === "runner" ? " in the transaction that the runner opens" : "";
  return `taken at line ${said(finding, "takenAtLine")}${runner}`;
}
