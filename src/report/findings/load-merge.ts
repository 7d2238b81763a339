import { formatCount, formatDuration, type Finding } from "../../kit/index.ts";
import type { FindingPage } from "./page.ts";

const number = (finding: Finding, name: string): number => Number(finding.evidence[name] ?? 0);
const count = (finding: Finding, name: string): string => formatCount(number(finding, name));

/** Pages of what qualifies a merged result. */
export const loadMergePages: readonly FindingPage[] = [
  {
    code: "merge-part-missing",
    title: "A generator's summary is missing",
    sentence: (finding) =>
      `${count(finding, "missing")} of ${count(finding, "wanted")} parts have no summary here: counts and rates are too low, and percentiles are of the others.`,
    why: "A pod that was killed prints no summary, and a log that was cut off has lost it. How many there should be is what `--pods` says, or what exported scripts print.",
    mend: "Fetch the log of that pod again (`kubectl logs --tail=-1`), look at why it ended, or run the test again.",
  },
  {
    code: "merge-part-doubled",
    title: "A summary was given twice",
    sentence: (finding) => `${count(finding, "doubled")} summaries were given more than once, and counted once.`,
    why: "Each run of an exported script has an identity of its own, which its summary holds.",
    mend: "Nothing.",
  },
  {
    code: "merge-scripts-differ",
    title: "The parts played different scripts",
    sentence: (finding) => `The parts played ${count(finding, "scripts")} different scripts.`,
    why: "Adding up what was not the same load describes no load at all.",
    mend: "Give the summaries of one test at a time.",
  },
  {
    code: "merge-percentile-unknown",
    title: "A percentile cannot be told from the summaries",
    sentence: (finding) => {
      const percents = finding.evidence["percents"];
      const names = Array.isArray(percents)
        ? percents.map((percent) => `P${String(percent)}`).join(", ")
        : "Some percentiles";
      return `${names}: the parts print too few percentiles to tell within 25 %; the report has the bounds.`;
    },
    why: "Percentiles of several generators can only be added up when each prints many of them: k6 prints five by default.",
    mend: "Use a script of `backwright load export`, which prints over 200, or set `summaryTrendStats` to many percentiles and `count`.",
  },
  {
    code: "merge-no-distribution",
    title: "A part has no distribution",
    sentence: () => "A part that sent requests has no distribution of their latencies: there is none of all of them.",
    why: "Leaving that part out would describe another load.",
    mend: "Add `count` and percentiles to `summaryTrendStats`, or leave that part away.",
  },
  {
    code: "merge-times-differ",
    title: "The parts did not run equally long",
    sentence: (finding) =>
      `The parts ran between ${formatDuration(number(finding, "shortestMs"))} and ${formatDuration(number(finding, "longestMs"))}: the rate is the sum of rates that were not all at the same time.`,
    why: "A generator that ended early left its share of the load unmade.",
    mend: "Look at the log of the shortest part.",
  },
];

/** One line about a merged result. */
export function mergeSentence(finding: Finding): string {
  return loadMergePages.find(({ code }) => code === finding.code)?.sentence(finding) ?? finding.code;
}
