import { formatDecimal, formatDuration, type Finding } from "../../kit/index.ts";
import { countIn, isMissing, msIn, numberIn, percentIn, timeIn } from "./load-evidence.ts";
import type { FindingPage } from "./page.ts";

/** Pages of how far a load test's figures can be generalised. */
export const loadTrustPages: readonly FindingPage[] = [
  {
    code: "load-not-steady",
    title: "The run never settled",
    sentence: (finding) => `The run never settled: ${driftText(finding)}. Its percentiles describe no lasting state.`,
    why: "The second half of the run differs from its first by more than chance and by 5 % or more, or what looks like a warm-up lasts for half of it. A server that fills caches, compiles code, leaks memory or queues up has no one latency.",
    mend: "Run longer, warm up before (`--warm-up`), or load less: a queue that grows never settles.",
  },
  {
    code: "load-warm-up-long",
    title: "A good part of the run was warm-up",
    sentence: (finding) =>
      `The first ${timeIn(finding, "warmUpMs")} (${percentIn(finding, "percent")} of the run) were warm-up and are in these figures${
        isMissing(finding, "p99Ms") ? "" : `; after it, P99 is ${msIn(finding, "p99Ms")}`
      }.`,
    why: "Connections are opened, caches filled, code compiled: the start of a run is slower than what follows. It is found by MSER-5 on throughput and median latency. Nothing is cut silently: the figures hold the whole run, and those after the warm-up stand beside them.",
    mend: "Run longer, or load for a while before measuring with `--warm-up`.",
  },
  {
    code: "load-interval-wide",
    title: "P99 is known only roughly",
    sentence: (finding) =>
      `P99 lies between ${boundText(finding, "lowMs", "an unknown value")} and ${boundText(finding, "highMs", "an unknown value")} with 95% confidence: measure ${moreText(finding)} more to know it within 10%.`,
    why: "Requests next to each other are alike (they wait in the same queue), so a thousand of them may say as little as a hundred independent ones. The interval comes from order statistics on that effective number, which batch means of the run tell.",
    mend: "Run longer. An interval half as wide takes four times as long.",
  },
  {
    code: "load-users-idle",
    title: "Users were not always waiting for an answer",
    sentence: (finding) =>
      `On average ${formatDecimal(numberIn(finding, "inFlight"), 1)} of ${countIn(finding, "concurrency")} users had a request in flight (${percentIn(finding, "percent")}, by Little's law): the rest were connecting, or the generator had not come to them.`,
    why: "In a closed workload without think time every user has a request in flight all the time: users = rate × latency (Little's law). Less means that time went by elsewhere.",
    mend: "Look at what opening connections cost, and at how busy the generator was.",
  },
];

function driftText(finding: Finding): string {
  if (finding.evidence["drifts"] !== true) return `what looks like warm-up lasts for ${timeIn(finding, "warmUpMs")}`;
  const signed = (name: string): string => {
    const percent = numberIn(finding, name);
    return `${percent < 0 ? "" : "+"}${formatDecimal(percent, 1)}%`;
  };
  return `from its first half to its second, throughput moved by ${signed("throughputPercent")} and the median latency by ${signed("latencyPercent")}`;
}

const boundText = (finding: Finding, name: string, unknown: string): string =>
  isMissing(finding, name) ? unknown : msIn(finding, name);

const HOUR_S = 3_600;

function moreText(finding: Finding): string {
  const seconds = numberIn(finding, "moreSeconds");
  if (seconds > 10 * HOUR_S) return "many hours";
  return seconds < 60 ? `${seconds} seconds` : formatDuration(seconds * 1_000);
}
