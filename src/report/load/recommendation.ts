import { wrapText, type Look } from "../../kit/index.ts";
import type { LoadFinding, LoadReport } from "../../load/result/index.ts";
import { loadAdvice, loadSentence } from "../findings/index.ts";

/** The first finding and what may help; the others are notes at the end. */
export function recommendationLines({ findings }: LoadReport, { paint }: Look): readonly string[] {
  const [first] = findings;
  if (first === undefined) return ["RECOMMENDATION: Nothing was measured; give it more time."];
  const advice = loadAdvice(first);
  return [
    `${paint.bold("RECOMMENDATION:")} ${loadSentence(first)}`,
    ...(advice === undefined ? [] : [`Consider: ${advice}.`]),
  ];
}

export function noteLines({ findings }: LoadReport): readonly string[] {
  const notes = findings.slice(1).flatMap(noteOf);
  return notes.length === 0 ? [] : ["NOTES:", ...notes];
}

function noteOf(finding: LoadFinding): readonly string[] {
  const advice = loadAdvice(finding);
  const text = advice === undefined ? loadSentence(finding) : `${loadSentence(finding)} Consider: ${advice}.`;
  return wrapText(text, 96).map((line, index) => `  ${index === 0 ? "-" : " "} ${line}`);
}
