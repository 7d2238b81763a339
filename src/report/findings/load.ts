import { formatCount, formatDecimal, isDefined, type Finding } from "../../kit/index.ts";
import type { LoadFinding } from "../../load/result/index.ts";
import { loadNotePages, mostOf } from "./load-notes.ts";
import { loadPromisePages } from "./load-promises.ts";
import { loadServerPages } from "./load-server.ts";
import { loadTrustPages } from "./load-trust.ts";
import type { FindingPage } from "./page.ts";

const number = (finding: Finding, name: string): number => Number(finding.evidence[name] ?? 0);
const count = (finding: Finding, name: string): string => formatCount(number(finding, name));

/** Milliseconds beside a target: with a digit more where rounding would make them look equal. */
function besideTarget(value: number, target: number): string {
  const digits = Math.round(value) === Math.round(target) && value !== target ? 2 : 0;
  return `${formatDecimal(value, value < 10 ? 2 : digits)}ms`;
}

function p99Sentence(finding: Finding, relation: string): string {
  const [p99, target] = [number(finding, "p99Ms"), number(finding, "targetMs")];
  const counted = finding.evidence["withFailures"] === true ? " with failures counted" : "";
  return `P99 latency${counted} (${besideTarget(p99, target)}) ${relation} ${formatDecimal(target, Number.isInteger(target) ? 0 : 1)}ms target.`;
}

const OUTCOME_PAGES: readonly FindingPage[] = [
  {
    code: "load-p99-over-target",
    title: "Latency target missed",
    sentence: (finding) => p99Sentence(finding, "exceeds"),
    why: "One request in a hundred took longer than the target. The figure is the larger of two: P99 of the successful requests, and P99 of all finished ones, so that neither quick refusals nor slow failures hide anything.",
    mend: "The report names what its own figures point to: a tail far above the median is requests waiting for one another (connection pools, locks); a median above the target is work that takes too long (queries, serialization); refusals and time-outs under load are a server at its end.",
  },
  {
    code: "load-p99-within-target",
    title: "Latency target met",
    sentence: (finding) => p99Sentence(finding, "is within the"),
    why: "99 of 100 requests were answered within the target, failures counted.",
    mend: "Nothing. Raise `--concurrency` to find out how far it holds.",
  },
  {
    code: "load-expectation-broken",
    title: "Expected status not answered",
    sentence: (finding) =>
      `${count(finding, "failed")} of ${count(finding, "total")} requests were not answered with HTTP ${number(finding, "expected")}${
        finding.evidence["otherStatus"] === null ? "" : ` but mostly with HTTP ${number(finding, "otherStatus")}`
      }.`,
    why: "`--expect-status` makes one status the success: every other answer, and every request without an answer, breaks the promise.",
    mend: "Look at ERRORS in the report: another status is the application's answer, a transport error is the server's limit.",
  },
  {
    code: "load-refused",
    title: "The refusal was measured, not the work",
    sentence: (finding) =>
      `${formatDecimal(number(finding, "percent"), 1)}% of the answers were refusals, mostly HTTP ${number(finding, "status")}: this run measured the refusal, not the work.`,
    why: "401, 403, 404 and 429 are answered before the work begins, so their latency says nothing about it.",
    mend: 'For 401 and 403 send credentials with `--header "Authorization: Bearer …"`; for 404 check the path; for 429 lower `--concurrency` or let the limiter allow this address. If the refusal is what you want to measure, say so with `--expect-status`.',
  },
  {
    code: "load-no-success",
    title: "No request succeeded",
    sentence: (finding) =>
      finding.evidence["kind"] === null
        ? "No request was finished: give the run more time."
        : `No request succeeded; ${count(finding, "count")} of ${count(finding, "total")} failed by ${mostOf(finding)}.`,
    why: "Latencies of failures describe the failure only.",
    mend: "Send the request once by itself and look at its answer, then load it.",
  },
  {
    code: "load-redirected",
    title: "The redirect was measured, not the page",
    sentence: (finding) =>
      `${formatDecimal(number(finding, "percent"), 1)}% of the answers were HTTP ${number(finding, "status")}: redirects are not followed, so this run measured the redirect.`,
    why: "A redirect is answered before the work begins. Following it would measure two requests as one.",
    mend: "Load the address that the redirect points to; often it is https instead of http, or a missing slash at the end.",
  },
];

/** Pages of what a load test's figures mean. */
export const loadPages: readonly FindingPage[] = [
  ...OUTCOME_PAGES,
  ...loadPromisePages,
  ...loadServerPages,
  ...loadTrustPages,
  ...loadNotePages,
];

/** The line of a finding. */
export function loadSentence(finding: LoadFinding): string {
  return loadPages.find(({ code }) => code === finding.code)?.sentence(finding) ?? finding.code;
}

const CONSIDER: ReadonlyMap<string, string> = new Map([
  ["idle-generator", "fewer users or a second machine (this generator had no idle time)"],
  ["server-keep-alive", "keeping connections open on the server"],
  ["smaller-answers", "smaller answers (pagination, compression)"],
  ["connection-pooling", "connection pooling"],
  ["query-optimization", "query optimization"],
  ["horizontal-scaling", "horizontal scaling"],
]);

/** What may help, as the rest of a sentence that begins with "Consider:". Undefined when there is nothing to say. */
export function loadAdvice(finding: LoadFinding): string | undefined {
  if (finding.code === "load-refused") return refusalAdvice(number(finding, "status"));
  if (finding.code === "load-invalid") return "another machine or core for the generator, a lower rate, or fewer users";
  const { considerations } = finding.evidence;
  const named = Array.isArray(considerations) ? considerations.map((name) => CONSIDER.get(String(name))) : [];
  return listOf(named.filter(isDefined));
}

function refusalAdvice(status: number): string {
  const wanted = `or --expect-status ${status} if this is what you want to measure`;
  if (status === 404) return `another path, ${wanted}`;
  if (status === 429) return `a lower --concurrency, a limit that allows this address, ${wanted}`;
  return `credentials with --header "Authorization: Bearer …", ${wanted}`;
}

function listOf(parts: readonly string[]): string | undefined {
  const last = parts.at(-1);
  if (last === undefined || parts.length === 1) return last;
  const comma = parts.length > 2 ? "," : "";
  return `${parts.slice(0, -1).join(", ")}${comma} or ${last}`;
}
