import { safeLine, type Finding } from "../../kit/index.ts";
import { ledgerPages } from "../findings/index.ts";

/** One line for each reason not to run, with its place. */
export function refusalLines(refusals: readonly Finding[]): readonly string[] {
  return refusals.map((finding) => `  ${safeLine(placeOf(finding))}: ${sentenceOf(finding)}`);
}

function placeOf({ subject }: Finding): string {
  const place = [subject.name, subject.line, subject.column].filter((part) => part !== undefined);
  return place.join(":");
}

function sentenceOf(finding: Finding): string {
  const page = ledgerPages.find((page) => page.code === finding.code);
  return `${page?.sentence(finding) ?? finding.code} [${finding.code}]`;
}
