import type { Analysis, FindingName } from "../../advice/index.ts";
import { safeText } from "../../kit/index.ts";
import type { Section } from "./section.ts";

/** What the last analysis of this database named and is gone, and what is new. */
export function changesSection({ changes }: Analysis): Section {
  const { since, gone, added } = changes;
  if (since === null) return { title: "SINCE THE LAST ANALYSIS", lines: ["no earlier analysis is remembered here"] };
  const lines = [...gone.map((name) => `gone: ${nameOf(name)}`), ...added.map((name) => `new: ${nameOf(name)}`)];
  return {
    title: `SINCE THE LAST ANALYSIS (${since.replace("T", " ").replace(/\.\d+Z$/, "Z")})`,
    lines: lines.length === 0 ? ["no change"] : lines,
  };
}

const nameOf = ({ code, subject }: FindingName): string => safeText(`${subject} (${code})`);
