import { formatCount, formatDecimal, type Finding } from "../../kit/index.ts";
import type { FindingPage } from "./page.ts";

const number = (finding: Finding, name: string): number => Number(finding.evidence[name] ?? 0);
const count = (finding: Finding, name: string): string => formatCount(number(finding, name));

/** Pages of what qualifies a load test's figures. */
export const loadNotePages: readonly FindingPage[] = [
  {
    code: "load-failures",
    title: "Some requests failed",
    sentence: (finding) =>
      `${formatDecimal(number(finding, "percent"), 1)}% of the requests failed, most of them by ${mostOf(finding)} (${count(finding, "count")})${classesText(finding)}.`,
    why: "Failed requests are not part of LATENCY, which describes successful ones; the report shows theirs beside it.",
    mend: "Each kind is counted under ERRORS. Refused and reset connections and 502, 503, 504 are a server at its limit; a time-out is one that is too slow; 4xx is a request that is wrong.",
  },
  {
    code: "load-generator-busy",
    title: "The generator was the bottleneck, or near it",
    sentence: (finding) =>
      `The generator had work ${number(finding, "busyPercent")}% of the time: its own queue is part of these latencies, and the server may be able to do more.`,
    why: "One user's request waits while the generator handles another's. On the same machine both also take each other's processor time.",
    mend: "Use fewer users, run the generator on another machine, or read the rate as a lower bound.",
  },
  {
    code: "load-users-missing",
    title: "Not every user got a connection",
    sentence: (finding) =>
      `Only ${count(finding, "opened")} of ${count(finding, "concurrency")} users got a connection in the time: the load was smaller than planned.`,
    why: "Users connect one after the other, at most 128 at once. A server (or a generator) that is slow to accept is not loaded by all of them.",
    mend: "Use a longer `--duration`, or fewer users; a server's queue of new connections (`backlog`) may be too short.",
  },
  {
    code: "load-local-limit",
    title: "This machine ran out of ports or files",
    sentence: (finding) =>
      `${count(finding, "count")} requests failed because this machine ran out of local ports or open files: they say nothing about the server.`,
    why: "Every connection takes a port and an open file; closed ones keep their port for a minute.",
    mend: "Raise `ulimit -n`, keep connections alive, or use fewer users.",
  },
  {
    code: "load-unfinished",
    title: "Requests were still in flight at the end",
    sentence: (finding) =>
      `${count(finding, "count")} of ${count(finding, "total")} requests had no answer one second after the end: their latency is in no figure.`,
    why: "A run waits one second for answers that are under way. What takes longer is counted, but how long it would have taken is unknown.",
    mend: "Use a longer `--duration`, so that they weigh less, or a `--timeout` below the duration.",
  },
  {
    code: "load-keep-alive-race",
    title: "The server closed connections that were being reused",
    sentence: (finding) =>
      `${count(finding, "races")} reused connections were closed by the server while a request was on its way; ${count(finding, "retried")} requests were sent again.`,
    why: "A server that closes a connection without saying so (no `Connection: close` in the last answer, or an idle time-out shorter than the client's) makes real clients fail now and then. Idempotent requests are sent once more and their latency runs from the first attempt; others count as failed.",
    mend: "Announce the close, and set the server's keep-alive time-out above that of the proxy or client in front of it.",
  },
  {
    code: "load-surplus-bytes",
    title: "Bytes followed a complete answer",
    sentence: (finding) =>
      `${count(finding, "connections")} connections were given up because bytes followed a complete answer.`,
    why: "The answer's Content-Length is too small, or a body came where none may be (204, 304, HEAD). A client that reuses such a connection takes those bytes for the next answer.",
    mend: "Mend the length, or do not write a body to such answers.",
  },
  {
    code: "load-few-samples",
    title: "Few requests for a P99",
    sentence: (finding) =>
      `P99 rests on ${count(finding, "count")} requests: fewer than ten of them lie above it, so it varies from run to run.`,
    why: "A quantile is as steady as the number of values beyond it.",
    mend: "Run longer, or with more requests: 1,000 at least.",
  },
];

/** Why most requests failed, from a finding's evidence. */
export function mostOf({ evidence }: Finding): string {
  const { kind, status } = evidence;
  if (kind === "http-status") return `HTTP ${Number(status)}`;
  return typeof kind === "string" ? kind.replaceAll("-", " ") : "unknown";
}

const CLASSES: readonly (readonly [name: string, words: string])[] = [
  ["serverErrors", "with a server error (5xx)"],
  ["otherStatuses", "with another status"],
  ["noAnswer", "without an answer"],
  ["ours", "for lack of ports or files here"],
];

/** How many failed in which way, where there is more than one. */
function classesText(finding: Finding): string {
  const seen = CLASSES.filter(([name]) => number(finding, name) > 0);
  return seen.length < 2 ? "" : `: ${seen.map(([name, words]) => `${count(finding, name)} ${words}`).join(", ")}`;
}
