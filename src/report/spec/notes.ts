import { safeLine, type Finding } from "../../kit/index.ts";
import { findingPages } from "../findings/index.ts";

/** Every finding as a line with its place. */
export function specNotes(findings: readonly Finding[]): readonly string[] {
  return findings.map((finding) => safeLine(`${placeOf(finding)}: ${sentenceOf(finding)}`));
}

function placeOf({ subject }: Finding): string {
  const { file = subject.name, line, column } = subject;
  return line === undefined ? file : `${file}:${line}:${column ?? 1}`;
}

function sentenceOf(finding: Finding): string {
  return findingPages.find(({ code }) => code === finding.code)?.sentence(finding) ?? finding.code;
}
