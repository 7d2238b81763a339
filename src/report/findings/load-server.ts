import { formatBytes, formatDecimal, type Finding } from "../../kit/index.ts";
import { countIn, isMissing, msIn, numberIn, percentIn, textIn, timeIn } from "./load-evidence.ts";
import type { FindingPage } from "./page.ts";

/** Pages of what a load test shows of the server. */
export const loadServerPages: readonly FindingPage[] = [
  {
    code: "load-saturated",
    title: "The server is saturated",
    sentence: (finding) => (finding.evidence["sign"] === "plateau" ? plateauText(finding) : blockedText(finding)),
    why: "A server at its end answers no more requests when more come: they wait. In an open workload they wait for a free connection, which is counted in their latency; in one that grows, throughput stays flat while latency rises.",
    mend: "Find what is used up: processor, a pool of database connections, a lock, a limit of the platform. `backwright load capacity` measures where it begins.",
  },
  {
    code: "load-rate-missed",
    title: "The planned rate was not reached",
    sentence: (finding) =>
      `${countIn(finding, "unsent")} of ${countIn(finding, "due")} due requests (${percentIn(finding, "percent")}) were never sent: ${
        finding.evidence["cause"] === "server"
          ? `all ${countIn(finding, "concurrency")} connections were waiting for the server`
          : "the generator did not keep up"
      }.`,
    why: "With a rate, requests come by the clock. Those for which no connection came free before the end are counted here and in no latency: the truth is worse than the percentiles say.",
    mend: "Where the server is the cause, this rate is above what it can do, or `--concurrency` is too small for its latency (rate times latency in seconds is what it needs). Where the generator is, use a lower rate or another machine.",
  },
  {
    code: "load-connection-limit",
    title: "The server takes no more connections",
    sentence: (finding) =>
      `${countIn(finding, "failed")} connections could not be opened (${textIn(finding, "kind").replaceAll("-", " ")}) while ${countIn(finding, "opened")} were: the server or something before it limits them.`,
    why: "Some connections were established and others refused, reset or never answered: a queue of new connections that is full (`backlog`, `somaxconn`), a limit of open files, of workers, or of a proxy.",
    mend: "Raise that limit, or use fewer users than it allows. In production, clients would see the same error.",
  },
  {
    code: "load-keep-alive-missing",
    title: "Connections are not reused",
    sentence: (finding) =>
      `${countIn(finding, "opened")} connections were opened for ${countIn(finding, "total")} requests of ${countIn(finding, "concurrency")} users: the server ends them instead of keeping them.`,
    why: "Opening a connection costs a round trip, with TLS two or three and processor time on both sides. HTTP/1.1 keeps connections unless one side says otherwise (RFC 9112 section 9.3).",
    mend: "Let the server and every proxy on the way keep connections, and allow many requests on each (nginx: `keepalive_requests`, and `keepalive` for its upstreams).",
  },
  {
    code: "load-opening-dominates",
    title: "Opening connections costs more than the requests",
    sentence: (finding) =>
      `${percentIn(finding, "percent")} of the time went by opening connections (${openingText(finding)}), not waiting for answers.`,
    why: "The time of TCP and TLS handshakes, over that and the time of all requests. It is not part of LATENCY.",
    mend: "Reuse connections (`--no-keepalive` is what measures this on purpose), resume TLS sessions, use cheaper keys (ECDSA instead of RSA).",
  },
  {
    code: "load-slow-first-byte",
    title: "The time goes by before the first byte",
    sentence: (finding) =>
      `${percentIn(finding, "percent")} of a request's time goes by before the first byte of its answer (P50 ${msIn(finding, "p50Ms")}): the server works or waits that long.`,
    why: "From sending to the first byte is the way there and back and the server's own time: queries, other services, waiting for a worker or a connection of a pool.",
    mend: "Trace one request on the server; `backwright db analyze` shows what the database has to do with it.",
  },
  {
    code: "load-slow-download",
    title: "The time goes by after the first byte",
    sentence: (finding) =>
      `${percentIn(finding, "percent")} of a request's time goes by after the first byte of its answer (P50 ${msIn(finding, "p50Ms")}, ${formatBytes(numberIn(finding, "receivedBytesPerSecond"))}/s in all).`,
    why: "From the first to the last byte: large answers, a server that writes them piece by piece, or a network that is full.",
    mend: "Send less (pagination, compression, fewer fields), write answers at once, or measure nearer to the server.",
  },
  {
    code: "load-rate-limited",
    title: "A limiter refused some requests",
    sentence: (finding) =>
      `${countIn(finding, "count")} answers (${percentIn(finding, "percent")}) were HTTP 429${firstText(finding)}: what was measured is what the limiter lets through.`,
    why: "429 is answered before the work begins. The successful requests are then as many as the limit allows, whatever the server could do.",
    mend: "Let the limiter allow this address for the test, or stay below its limit with `--rate`. If the limiter is what you want to test, say `--expect-rate-limit`.",
  },
  {
    code: "load-long-tail",
    title: "A long tail",
    sentence: (finding) =>
      `One request in a hundred takes ${countIn(finding, "ratio")} times as long as the usual one (P50 ${msIn(finding, "p50Ms")}, P99 ${msIn(finding, "p99Ms")}).`,
    why: "A tail that far above the median is seldom work: it is waiting. Pauses of garbage collection, a lock, a full pool, a cache that has to be filled, a neighbour on the machine.",
    mend: "Look at the latency over time in the HTML report: stripes are pauses, a constant haze is queueing.",
  },
  {
    code: "load-two-modes",
    title: "Two kinds of answers",
    sentence: (finding) =>
      `Latency has two peaks: most answers take about ${msIn(finding, "quickMs")}, ${percentIn(finding, "slowPercent")} about ${msIn(finding, "slowMs")}.`,
    why: "Two groups with little between them are two ways through the server: a cache that is hit or missed, two kinds of requests, two instances of which one is slower, a retry inside. One median describes neither.",
    mend: "Find out what tells them apart (a header, the instance, the argument) and measure them apart: in a scenario each step has figures of its own.",
  },
];

const plateauText = (finding: Finding): string =>
  `The server is saturated at about ${formatDecimal(numberIn(finding, "perSecond"), 0)}/s: from ${formatDecimal(numberIn(finding, "fromInFlight"), 0)} to ${formatDecimal(numberIn(finding, "toInFlight"), 0)} requests in flight only the median latency rose, from ${msIn(finding, "fromMs")} to ${msIn(finding, "toMs")}.`;

const blockedText = (finding: Finding): string =>
  `The server is saturated: ${percentIn(finding, "percent")} of the requests had to wait for one of ${countIn(finding, "concurrency")} connections, P99 ${msIn(finding, "waitP99Ms")}.`;

function openingText(finding: Finding): string {
  const parts = [
    ...(isMissing(finding, "connectMs") ? [] : [`TCP ${msIn(finding, "connectMs")}`]),
    ...(isMissing(finding, "handshakeMs") ? [] : [`TLS ${msIn(finding, "handshakeMs")}`]),
  ];
  return `${countIn(finding, "opened")} of them, ${parts.join(", ")} each at P50`;
}

const firstText = (finding: Finding): string =>
  isMissing(finding, "firstAtMs")
    ? ""
    : `, the first ${timeIn(finding, "firstAtMs")} after the start at ${formatDecimal(numberIn(finding, "ratePerSecond"), 1)}/s`;
