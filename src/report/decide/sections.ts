import type { Candidate, Decision } from "../../decide/index.ts";
import { decidePages } from "../findings/index.ts";
import { noted, targetRows, workloadRows } from "./figures.ts";
import { killSentence } from "./kills.ts";
import { wayOut } from "./outcome.ts";
import { isFilled, type Section } from "./section.ts";
import { runnerUpLine, tradeOffLines } from "./trade-off.ts";
import { contentSections, nextLines, reasonSections, referenceSection } from "./winner.ts";

/** The report's parts in reading order; empty ones are left out. */
export function sectionsOf(decision: Decision): readonly Section[] {
  const { recommendation } = decision;
  const all: readonly Section[] = [
    { title: "Kill criteria", lines: decision.killCriteria.map(killSentence) },
    ...(recommendation === null ? [] : reasonSections(recommendation)),
    { title: "Targets", rows: targetRows(decision).map(noted) },
    { title: "What that means", rows: workloadRows(decision.workload).map(noted) },
    ...(recommendation === null ? [] : contentSections(recommendation)),
    ...runnerUpSection(decision),
    { title: "Mind", lines: findingLines(decision) },
    openSection(decision),
    { title: "Eliminated", rows: decision.candidates.filter((one) => !one.fits).map(eliminationRow) },
    ...(recommendation === null ? [] : [referenceSection(recommendation)]),
    nextSection(decision),
  ];
  return all.filter(isFilled);
}

const runnerUpSection = ({ runnerUp }: Decision): readonly Section[] =>
  runnerUp === null ? [] : [{ title: `Runner-up: ${runnerUpLine(runnerUp)}`, lines: tradeOffLines(runnerUp) }];

const findingLines = ({ findings }: Decision): readonly string[] =>
  findings.map((finding) => {
    const page = decidePages.find(({ code }) => code === finding.code);
    return page === undefined ? finding.code : `${page.title}: ${page.sentence(finding)}.`;
  });

const openSection = ({ openQuestions }: Decision): Section => ({
  title: `Incomplete: ${openQuestions.length === 1 ? "this question is" : "these questions are"} open`,
  rows: openQuestions.map(({ flag, ask, number }) => [flag, ask, `question ${number}`]),
});

const eliminationRow = ({ profile, violated }: Candidate): readonly string[] => [
  profile,
  violated.map(({ constraint, answered, allowed }) => `${constraint}: ${answered}, not ${allowed}`).join("; "),
];

function nextSection(decision: Decision): Section {
  const { outcome, recommendation } = decision;
  if (outcome === "listed") return { title: "Next" };
  return { title: "Next", lines: recommendation === null ? [wayOut(decision)] : nextLines(recommendation) };
}
