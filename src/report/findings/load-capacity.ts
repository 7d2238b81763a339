import { formatDecimal, formatDuration, type Finding } from "../../kit/index.ts";
import type { LoadFinding } from "../../load/result/index.ts";
import { capacityBottleneckPages } from "./load-bottleneck.ts";
import type { FindingPage } from "./page.ts";

const number = (finding: Finding, name: string): number => Number(finding.evidence[name] ?? 0);
const rate = (finding: Finding, name: string): string =>
  `${formatDecimal(number(finding, name), number(finding, name) >= 100 ? 0 : 1)} ${finding.evidence["unit"] === "iteration" ? "iterations" : "requests"}/s`;

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

function objectivesOf({ evidence }: Finding): string {
  const { objectives } = evidence;
  return Array.isArray(objectives) ? objectives.join(" and ") : "the objectives";
}

const LIMITS: Readonly<Record<string, string>> = {
  generator: "the generator could not send more",
  "highest-rate": "--max-rate was reached",
  time: "the time was up",
  interruption: "the search was interrupted",
  "server-gone": "the server no longer accepted connections",
};

const limitOf = ({ evidence }: Finding): string => LIMITS[textOf(evidence["limitedBy"])] ?? "the search ended";

const CONFIRMED: Readonly<Record<string, string>> = {
  passed: "; just below it the objectives held",
  unclear: "; just below it they held within the noise",
  failed: "; the confirmation just below it failed",
};

const ANSWER_PAGES: readonly FindingPage[] = [
  {
    code: "capacity-knee",
    title: "The capacity",
    sentence: (finding) =>
      `${objectivesOf(finding)} holds up to ${rate(finding, "perSecond")} [${rate(finding, "lowPerSecond")} to ${rate(finding, "highPerSecond")}]${CONFIRMED[textOf(finding.evidence["confirmed"])] ?? ""}.`,
    why: "The knee is the rate at which the share of requests that break an objective reaches what it allows. Requests that fail break every objective. The interval covers the knee with about 95 % confidence on a server that behaves the same all the time; it is never narrower than the gap between the highest rate that passed and the lowest that failed.",
    mend: "Plan with the lower end, and with headroom for a lost instance. A longer `--budget` makes the interval narrower.",
  },
  {
    code: "capacity-at-least",
    title: "The capacity was not reached",
    sentence: (finding) =>
      `${objectivesOf(finding)} holds at ${rate(finding, "perSecond")} at least: nothing failed above it, because ${limitOf(finding)}.`,
    why: "A search that never saw a rate fail knows a lower bound only.",
    mend: "Where the generator is the limit, run it on a machine of its own or with more `--workers`; where `--max-rate` or the time is, raise `--max-rate` or `--budget`.",
  },
  {
    code: "capacity-none",
    title: "No rate keeps the objectives",
    sentence: (finding) =>
      `${objectivesOf(finding)} is broken at every rate that was tried, down to ${rate(finding, "lowestPerSecond")}.`,
    why: "What fails without competition is not a matter of capacity: answers are slow or wrong on their own.",
    mend: "Look at the trials: with errors, mend the request or the service first; with slow answers, one request's own work is too long for the objective.",
  },
  {
    code: "capacity-unknown",
    title: "Nothing is known about the capacity",
    sentence: (finding) => `Nothing can be said about the capacity: ${limitOf(finding)} before any rate was judged.`,
    why: "A verdict needs at least one trial that was not spoilt.",
    mend: "Give it a longer `--budget`, and a generator that is not kept from its work.",
  },
];

const QUALIFYING_PAGES: readonly FindingPage[] = [
  {
    code: "capacity-target-carried",
    title: "The target rate is carried",
    sentence: (finding) =>
      `The target of ${rate(finding, "targetPerSecond")} is carried ${formatDecimal(number(finding, "lowRatio"), 2)} times over at the lower end of the interval (${formatDecimal(number(finding, "ratio"), 2)} at the estimate).`,
    why: "The whole interval of the knee lies above the target rate.",
    mend: "Nothing. Below a ratio of 1.3 little is left for a busy day, a deployment or a lost instance.",
  },
  {
    code: "capacity-target-unclear",
    title: "The target rate lies within the noise",
    sentence: (finding) =>
      `Whether the target of ${rate(finding, "targetPerSecond")} is carried cannot be told: it lies within the interval, at ${formatDecimal(number(finding, "ratio"), 2)} times the estimate.`,
    why: "The interval of the knee includes the target rate; a service that is this near to its target is not ready for it either way.",
    mend: "Give it a longer `--budget`, or make room.",
  },
  {
    code: "capacity-target-not-carried",
    title: "The target rate is not carried",
    sentence: (finding) =>
      `The target of ${rate(finding, "targetPerSecond")} is not carried: the capacity is ${formatDecimal(number(finding, "ratio"), 2)} times as much.`,
    why: "The whole interval of the knee lies below the target rate.",
    mend: "Remove the bottleneck that is named, then search again; the ratio says how many equal instances would be needed at least.",
  },
  {
    code: "capacity-unconfirmed",
    title: "The knee was not confirmed",
    sentence: () => "The time was up before the rate just below the knee could be held for longer.",
    why: "Short trials begin with empty queues and warm caches; what builds up over time shows only in a long one.",
    mend: "Give it a longer `--budget`.",
  },
  {
    code: "capacity-barely-held",
    title: "The confirmation is within the noise",
    sentence: (finding) =>
      `Held for ${formatDuration(number(finding, "durationMs"))}, ${rate(finding, "perSecond")} broke the objective for ${formatDecimal(number(finding, "brokenPercent"), 2)}% of the requests: neither surely more nor surely less than allowed.`,
    why: "The bounds of the share include what the objective allows, as they must near the knee.",
    mend: "Plan with the lower end of the interval, or hold it longer with `--confirm`.",
  },
  {
    code: "capacity-not-held",
    title: "The confirmation failed",
    sentence: (finding) =>
      `Held for ${formatDuration(number(finding, "durationMs"))}, ${rate(finding, "perSecond")} broke the objective for ${formatDecimal(number(finding, "brokenPercent"), 2)}% of the requests, though short trials near it had passed.`,
    why: "What passes for seconds and fails for longer builds up: a queue, garbage, connections, a cache that fills, a burst from elsewhere.",
    mend: "Trust the lower end of the interval, and search again with a longer `--budget`.",
  },
  {
    code: "capacity-wide-interval",
    title: "The interval is wide",
    sentence: (finding) =>
      `The interval is ${number(finding, "widthPercent")}% wide: ${formatDuration(number(finding, "budgetMs"))} were too little for this server's own variation.`,
    why: "Requests that break an objective come in bursts, so a few seconds hold few independent ones; slow services send few requests anyway.",
    mend: "A `--budget` four times as long makes it about half as wide. A machine of its own for the server removes noise that is not the server's.",
  },
  {
    code: "capacity-starved-trials",
    title: "Some trials did not count",
    sentence: (finding) =>
      `${number(finding, "invalid")} of ${number(finding, "trials")} trials did not count, because the generator was kept from its work.`,
    why: "A generator that is late measures its own delay. Such trials are repeated, and never lower the capacity.",
    mend: "Run the generator on another machine than the server, or on an idle one.",
  },
  {
    code: "capacity-little-law",
    title: "Times and counts do not fit together",
    sentence: (finding) =>
      `With ${number(finding, "users")} users, throughput times response time gives ${formatDecimal(number(finding, "littleUsers"), 1)} users: more than 5% off (${number(finding, "points")} of the curve's points).`,
    why: "Users without a pause are always in the system, so by Little's law N = X · R. A difference means that they paused (connections were opened again and again, the generator was busy), or that answers failed quickly.",
    mend: "Look at connections and errors; the curve of users is not to be trusted there.",
  },
];

/** Pages of what a capacity search concludes. */
export const loadCapacityPages: readonly FindingPage[] = [
  ...ANSWER_PAGES,
  ...capacityBottleneckPages,
  ...QUALIFYING_PAGES,
];

const pageOf = ({ code }: LoadFinding): FindingPage | undefined => loadCapacityPages.find((page) => page.code === code);

/** A finding of a capacity search in a sentence. */
export const capacitySentence = (finding: LoadFinding): string => pageOf(finding)?.sentence(finding) ?? finding.code;

/** What would mend it, or change the answer. */
export const capacityMend = (finding: LoadFinding): string => pageOf(finding)?.mend ?? "";
