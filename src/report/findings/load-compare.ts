import { formatDecimal, safeText, type Finding } from "../../kit/index.ts";
import { FAILURE_KINDS } from "../../load/index.ts";
import { failureName } from "./load-names.ts";
import { numberIn, percentIn, textIn } from "./load-evidence.ts";
import type { FindingPage } from "./page.ts";

const named = (finding: Finding): string => safeText(finding.subject.name);

const changed = (finding: Finding): string =>
  `${safeText(textIn(finding, "what"))} was ${safeText(textIn(finding, "before"))}, is ${safeText(textIn(finding, "now"))}`;

function mostOf(finding: Finding): string {
  const kind = [...FAILURE_KINDS, "http-status" as const].find((one) => one === finding.evidence["kind"]);
  const status = finding.evidence["status"];
  return kind === undefined ? "unknown" : failureName(kind, typeof status === "number" ? status : null);
}

/** Pages of what qualifies a comparison of two endpoints or runs. */
export const loadComparePages: readonly FindingPage[] = [
  {
    code: "load-compare-failures",
    title: "One of the two fails more often",
    sentence: (finding) =>
      `${named(finding)} fails more often: A ${percentIn(finding, "firstPercent")}, B ${percentIn(finding, "secondPercent")} of the requests, most by ${mostOf(finding)}.`,
    why: "A failure is often faster than an answer, and a server that refuses part of its load has less to do. Whoever fails more is not the faster one.",
    mend: "Mend the failures first (`backwright load` on that endpoint alone lists them), then compare again.",
  },
  {
    code: "load-compare-answers",
    title: "The two answer with different statuses",
    sentence: (finding) =>
      `The answers are not alike: status ${numberIn(finding, "status")} is ${percentIn(finding, "firstPercent")} of A's and ${percentIn(finding, "secondPercent")} of B's.`,
    why: "A redirect, an empty 204 or a cached 304 is another piece of work than a page: its speed says nothing about the page's.",
    mend: "Compare addresses that answer alike, or name the status that counts with `--expect-status`.",
  },
  {
    code: "load-compare-sizes",
    title: "The answers of the two differ in size",
    sentence: (finding) =>
      `B's answers are ${formatDecimal(Math.abs(numberIn(finding, "percent")), 1)}% ${numberIn(finding, "percent") < 0 ? "smaller" : "larger"} (${formatDecimal(numberIn(finding, "firstBytes"), 0)} and ${formatDecimal(numberIn(finding, "secondBytes"), 0)} bytes with headers).`,
    why: "Less to send is faster to send. It may be the improvement (compression, fewer fields), or a sign that something is missing.",
    mend: "Look at both answers once with curl before you believe the difference.",
  },
  {
    code: "load-compare-environment",
    title: "The machine was not the same",
    sentence: (finding) => `Not the same machine: ${changed(finding)}.`,
    why: "Another processor, kernel or Node explains more than most changes to a program. The interval does not allow for it.",
    mend: "Save a new baseline on this machine; in CI keep one for each kind of runner.",
  },
  {
    code: "load-compare-settings",
    title: "The load was not the same",
    sentence: (finding) => `Not the same load: ${changed(finding)}.`,
    why: "Latency and throughput depend on the number of users and on what they send: two loads are two questions.",
    mend: "Leave the flag away: what is not given is the saved run's.",
  },
  {
    code: "load-compare-invalid",
    title: "A run of the comparison cannot be trusted",
    sentence: (finding) =>
      textIn(finding, "mode") === "interleaved"
        ? `The generator was starved: the milliseconds of ${named(finding)} are partly its own. The change is not, as it hit both alike.`
        : `The figures of ${named(finding)} are the generator's own: it was starved.`,
    why: "A generator that gets no processor time measures itself. Nothing follows from such figures of two runs at different times. Of two endpoints that were loaded in turn it only makes the interval wider, and a difference smaller in percent than it is.",
    mend: "Give the generator a core of its own or another machine, or use a smaller load.",
  },
];
