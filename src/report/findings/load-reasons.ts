import { formatCount, formatDecimal } from "../../kit/index.ts";
import type { Validity } from "../../load/result/index.ts";

type Reason = Validity["reasons"][number];

const ms = (reason: Reason, name: string): string => `${formatDecimal(reason.figures[name] ?? 0, 1)} ms`;
const percent = (reason: Reason): string => `${formatDecimal(reason.figures["sharePercent"] ?? 0, 1)}%`;

const SENTENCES: ReadonlyMap<string, (reason: Reason) => string> = new Map([
  [
    "lost-threads",
    ({ figures }) =>
      `${formatCount(figures["lost"] ?? 0)} of ${formatCount(figures["threads"] ?? 0)} sending threads ended before their part of the run did`,
  ],
  ["not-run", (reason) => `for ${percent(reason)} of the time it was ready to run and the system ran something else`],
  [
    "stalled",
    (reason) =>
      `for ${percent(reason)} of the time it was away from its sockets, ${ms(reason, "longestStallMs")} at the longest`,
  ],
  [
    "late-sends",
    (reason) => `it sent late: ${ms(reason, "lagP95Ms")} at P95, beside a latency of ${ms(reason, "latencyP95Ms")}`,
  ],
  [
    "late-reads",
    (reason) =>
      `it read late: ${ms(reason, "queueingP95Ms")} at P95, beside a latency of ${ms(reason, "latencyP95Ms")}`,
  ],
  [
    "rate-missed",
    (reason) =>
      `${formatCount(reason.figures["unsent"] ?? 0)} of ${formatCount(reason.figures["due"] ?? 0)} due requests were never sent, though the server did not hold them up`,
  ],
]);

/** Why a generator counts as starved, as the rest of a sentence. */
export function reasonSentence(reason: Reason): string {
  return SENTENCES.get(reason.code)?.(reason) ?? reason.code;
}

const SHORT: ReadonlyMap<string, string> = new Map([
  ["lost-threads", "threads of it died"],
  ["not-run", "the system ran other programs"],
  ["stalled", "it stayed away from its sockets"],
  ["late-sends", "it sent late"],
  ["late-reads", "it read answers late"],
  ["rate-missed", "it did not send all that was due"],
]);

/** Codes of reasons as a part of a sentence. @example reasonsText(["late-sends", "late-reads"]); // "it sent late and it read answers late" */
export function reasonsText(codes: unknown): string {
  const texts = Array.isArray(codes) ? codes.map((code) => SHORT.get(String(code)) ?? String(code)) : [];
  return texts.join(" and ");
}
