import { safeLine, type Finding } from "../../kit/index.ts";
import { lintPages } from "../findings/index.ts";

/** A finding in one line. */
export function lintSentence(finding: Finding): string {
  const page = lintPages.find(({ code }) => code === finding.code);
  return safeLine(page?.sentence(finding) ?? finding.code);
}

export const lintTitle = (code: string): string => lintPages.find((page) => page.code === code)?.title ?? code;
