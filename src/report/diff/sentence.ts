import { safeLine, type Finding } from "../../kit/index.ts";
import { diffPages } from "../findings/index.ts";

/** A finding in one line. */
export function diffSentence(finding: Finding): string {
  const page = diffPages.find(({ code }) => code === finding.code);
  return safeLine(page?.sentence(finding) ?? finding.code);
}
