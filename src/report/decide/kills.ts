import type { Decision, KillCode } from "../../decide/index.ts";

type Killed = Decision["killCriteria"][number];
/** A value of the evidence as words. */
type Value = (name: string) => string;

/** A kill criterion in English: what is so, and what would have to be. */
export function killSentence({ code, evidence }: Killed): string {
  return SENTENCES[code]((name) => {
    const value = evidence[name];
    return Array.isArray(value) ? value.map((tier: string) => tier.toUpperCase()).join(" and ") : String(value);
  });
}

const SENTENCES: Readonly<Record<KillCode, (value: Value) => string>> = {
  "microservices-small-team": (value) =>
    `Microservices with ${value("teamSize")} engineers: below ${value("teamSizeMin")} their operation costs more than they separate. A modular monolith keeps the boundaries.`,
  "microservices-without-platform-team": () =>
    "Microservices without a platform team: every team would build delivery, tracing and on-call by itself.",
  "health-or-card-data-tiny-team": (value) =>
    `${value("tiers")} with ${value("teamSize")} engineers: duties cannot be separated below ${value("teamSizeMin")}.`,
  "monolith-above-its-rate": (value) =>
    `A ${value("pattern")} at ${value("qpsP99")} requests per second: above ${value("qpsP99Max")} its parts must scale apart.`,
  "team-above-its-traffic": (value) =>
    `${value("teamSize")} engineers for ${value("qpsP99")} requests per second: below ${value("qpsP99Min")} per second more than ${value("teamSizeMax")} are too many; check the forecast.`,
  "event-driven-small-team": (value) =>
    `Events as the default with ${value("teamSize")} engineers: below ${value("teamSizeMin")} nobody is left to trace them. Talk synchronously and name the exceptions.`,
};
