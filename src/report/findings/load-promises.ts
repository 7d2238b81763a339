import { formatCount, formatDecimal, safeLine, type Finding } from "../../kit/index.ts";
import { countIn, isMissing, msText, numberIn, percentIn, textIn, timeIn } from "./load-evidence.ts";
import { reasonsText } from "./load-reasons.ts";
import type { FindingPage } from "./page.ts";

/** Pages of what a load test's figures are held against. */
export const loadPromisePages: readonly FindingPage[] = [
  {
    code: "load-invalid",
    title: "The generator was starved",
    sentence: (finding) =>
      `This run is INVALID: ${percentIn(finding, "oursPercent")} of the measured delay is the generator's own, because ${reasonsText(finding.evidence["reasons"])}.`,
    why: "A load generator that does not get its processor, that stays away from its sockets or that sends late measures itself. Its figures then say little about the server, so the run ends with exit code 5. Being busy is no fault: only time that was taken from the generator, or in which it was away from its sockets or its schedule, counts.",
    mend: "Give the generator a core of its own: another machine, `taskset`, fewer other programs; or ask less of it: a lower `--rate`, fewer users, smaller answers.",
  },
  {
    code: "load-threshold-broken",
    title: "A promise was not kept",
    sentence: (finding) =>
      `The promise ${safeLine(textIn(finding, "expression"))} was not kept: ${measuredText(finding)}.`,
    why: "A threshold was asked for: by a flag, in a file, or by a decision record. A broken one gives exit code 1. Latencies are judged by the worse of two figures: of the successful requests, and of all finished ones.",
    mend: "Find out what limits the server (the other findings name what the figures point to), or change the promise.",
  },
  {
    code: "load-rate-limit-missing",
    title: "No limiter answered",
    sentence: (finding) =>
      `The rate limit that was expected never answered: no HTTP 429 among ${countIn(finding, "total")} requests at ${formatDecimal(numberIn(finding, "perSecond"), 1)}/s.`,
    why: "`--expect-rate-limit` passes only when the server really answers 429 (RFC 6585). A limiter that is not there, that counts by another key than the address, or whose limit is above this rate lets everything through.",
    mend: "Raise the load above the limit that is configured, and check that the limiter stands in front of this route and trusts the right proxy header.",
  },
  {
    code: "load-rate-limit-seen",
    title: "The limiter answered",
    sentence: (finding) =>
      `The rate limit works: the first HTTP 429 came ${timeIn(finding, "firstAtMs")} after the start, after ${countIn(finding, "firstAfterRequests")} requests (${formatDecimal(numberIn(finding, "ratePerSecond"), 1)}/s)${headerText(finding)}${recoveryText(finding)}.`,
    why: "The report holds when the limiter first said no, at which rate, with which headers, and when it let a request through again.",
    mend: "Nothing. Clients find their way more easily when the answer holds `Retry-After` (RFC 9110) or `RateLimit` headers.",
  },
  {
    code: "load-checks-failed",
    title: "Answers were not as the scenario expects",
    sentence: (finding) => {
      const others = numberIn(finding, "checks") - 1;
      const more = others === 0 ? "" : `; ${formatCount(others)} more checks did not always hold`;
      return `The check ${safeLine(JSON.stringify(textIn(finding, "name")))} of ${safeLine(textIn(finding, "route"))} did not hold ${countIn(finding, "failed")} of ${countIn(finding, "total")} times${more}.`;
    },
    why: "An answer with a good status may still be a wrong one: checks look at what is in it. Under load a server may answer with an error page, an empty list or somebody else's data.",
    mend: "Send the request once by itself. If the check holds there, the answer changes under load: look for time-outs that are turned into empty answers, and for state that is shared between requests.",
  },
  {
    code: "load-aborted",
    title: "Too many errors ended the run",
    sentence: (finding) =>
      `The run was ended after ${timeIn(finding, "elapsedMs")}, because too many requests failed (${percentIn(finding, "failedPercent")} of all).`,
    why: "A limit on the share of errors was set. What was measured until then is in the report.",
    mend: "Look at ERRORS in the report; begin with less load.",
  },
];

function measuredText(finding: Finding): string {
  const actual = numberIn(finding, "actual");
  if (isMissing(finding, "actual")) return "nothing was measured for it";
  return `it was ${ACTUAL.get(textIn(finding, "unit"))?.(actual) ?? formatCount(actual)}`;
}

const ACTUAL: ReadonlyMap<string, (actual: number) => string> = new Map([
  ["ms", msText],
  ["percent", (actual) => `${formatDecimal(actual, actual !== 0 && actual < 0.01 ? 4 : 2)}%`],
  ["per-second", (actual) => `${formatDecimal(actual, 1)}/s`],
]);

function headerText({ evidence }: Finding): string {
  const names = Array.isArray(evidence["headers"]) ? evidence["headers"].map((name) => safeLine(String(name))) : [];
  return names.length === 0 ? ", without a header that says when to come back" : `, with ${names.join(", ")}`;
}

const recoveryText = (finding: Finding): string =>
  isMissing(finding, "recoveredAfterMs")
    ? "; nothing was let through after it"
    : `; ${timeIn(finding, "recoveredAfterMs")} later a request was let through again`;
