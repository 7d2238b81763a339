import { formatDecimal, type Finding } from "../../kit/index.ts";
import { mostOf } from "./load-notes.ts";
import type { FindingPage } from "./page.ts";

const number = (finding: Finding, name: string): number => Number(finding.evidence[name] ?? 0);
const rate = (finding: Finding, name: string): string => `${formatDecimal(number(finding, name), 0)} requests/s`;

/** Pages of where a capacity comes from. */
export const capacityBottleneckPages: readonly FindingPage[] = [
  {
    code: "capacity-bottleneck-slow-alone",
    title: "Slow without any competition",
    sentence: (finding) =>
      `One user alone waits ${formatDecimal(number(finding, "meanMs"), 1)} ms on average, at a limit of ${formatDecimal(number(finding, "limitMs"), 0)} ms: little room is left for waiting.`,
    why: "The time of a request that competes with nobody is its own work: queries, calls to other services, serialization.",
    mend: "Shorten the work itself: the slowest query, a call that could be cached or left out. More instances do not help.",
  },
  {
    code: "capacity-bottleneck-errors",
    title: "Errors decide the capacity",
    sentence: (finding) =>
      `At ${rate(finding, "perSecond")} it is errors that break the objectives: ${mostOf(finding)}, ${formatDecimal(number(finding, "percent"), 1)}% of the requests.`,
    why: "HTTP 429 is a rate limiter; 502, 503 and 504 are a proxy or a server that refuses work at its limit; time-outs are one that accepts more than it can do; refused and reset connections are a full listen queue or a process that died.",
    mend: "429: raise the limit, or take it as the capacity. 503: raise pool and worker limits, or add instances. Time-outs: refuse earlier, so that what is accepted is answered. Resets: look at the server's log and its `backlog`.",
  },
  {
    code: "capacity-bottleneck-serial",
    title: "Work is done one at a time",
    sentence: (finding) =>
      `${formatDecimal(number(finding, "contentionPercent"), 0)}% of the work is done one at a time: up to ${number(finding, "users")} users together never got more than ${rate(finding, "ceilingPerSecond")}.`,
    why: "Throughput that does not grow with users (contention near 100 % in the Universal Scalability Law) is one server for all: a single thread at its limit, a lock or a transaction around the whole request, a single writer, a pool of one.",
    mend: "Find what is held all along: synchronous work on the only thread, a mutex, a row that every request updates, a connection pool of one. Then either shorten it, take work out of it, or run more processes where it is a thread.",
  },
  {
    code: "capacity-bottleneck-contention",
    title: "Requests wait for something shared",
    sentence: (finding) =>
      `${formatDecimal(number(finding, "contentionPercent"), 0)}% of the work is done one at a time: no number of users gets more than ${rate(finding, "ceilingPerSecond")}.`,
    why: "Contention (a in the Universal Scalability Law, Amdahl's serial share) is waiting for something of which there is a fixed number: processor cores, pool connections, a lock, a disk, a single writer.",
    mend: "Compare the ceiling with the number of cores and the size of the pools: one that fits is the bottleneck. More instances help as long as they do not share it.",
  },
  {
    code: "capacity-bottleneck-coherency",
    title: "More users make it slower",
    sentence: (finding) =>
      `Throughput has a peak of ${rate(finding, "peakPerSecond")} near ${formatDecimal(number(finding, "peakUsers"), 0)} users and falls beyond it: users cost each other time.`,
    why: "Coherency (b in the Universal Scalability Law) is work that grows with every pair of users: locks that are fought for, deadlocks and retries, caches that invalidate each other, thrashing memory, too many threads.",
    mend: "Keep the number at work near the peak: a smaller pool, a limit on concurrency in front. Then look for what is fought for: hot rows, retries, one lock for everything.",
  },
  {
    code: "capacity-bottleneck-not-reached",
    title: "Users do not hinder each other yet",
    sentence: (finding) =>
      `Up to ${number(finding, "users")} users throughput grows with their number: nothing shared is seen to limit it.`,
    why: "Neither contention nor coherency is above the noise in the curve of throughput against users.",
    mend: "Look at what the rates above the knee answer with, or measure the curve further with `--curve-users`.",
  },
  {
    code: "capacity-bottleneck-generator",
    title: "The generator was at its limit",
    sentence: () => "The generator could not send more: the server may be able to do more than was found.",
    why: "Where the generator runs beside the server, both take each other's processor time.",
    mend: "Run it on another machine, or with more `--workers`; take the capacity as a lower bound until then.",
  },
];
