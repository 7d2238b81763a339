import { formatDecimal, safeText, type Finding, type JsonValue } from "../../kit/index.ts";
import type { FindingPage } from "./page.ts";

const number = (value: JsonValue | undefined): number => (typeof value === "number" ? value : Number.NaN);
const percent = (value: JsonValue | undefined): string => `${Number((number(value) * 100).toPrecision(7))} %`;
const list = (value: JsonValue | undefined): string => (Array.isArray(value) ? safeText(value.join(", ")) : "");
const text = (value: JsonValue | undefined): string => safeText(typeof value === "string" ? value : "");

const minutes = ({ evidence }: Finding): string =>
  `${number(evidence["askedMinutes"])} minutes asked, ${number(evidence["floorMinutes"])} are the profile's floor`;

/** What must be known of a recommendation before anybody approves it. */
export const decidePages: readonly FindingPage[] = [
  {
    code: "slo-above-profile",
    title: "The objective is above what the profile promises",
    sentence: ({ evidence }) =>
      `${percent(evidence["asked"])} asked, ${percent(evidence["floor"])} is the profile's floor`,
    why: "The profile's stack is described for a lower availability. Every nine more divides the minutes of outage by ten, and the difference must come from redundancy that the stack does not name.",
    mend: "Name what closes the gap (a second instance behind a load balancer, a standby database, deployment without downtime) and let the approvers see its cost, or lower the objective.",
  },
  {
    code: "rpo-below-profile",
    title: "Less data may be lost than the profile promises",
    sentence: minutes,
    why: "The recovery point decides how data is copied, not the framework: hourly snapshots cannot meet five minutes.",
    mend: "Build the recovery that the report names (WAL archive, streaming or synchronous replica), and drill it before the decision is accepted.",
  },
  {
    code: "rto-below-profile",
    title: "Service must be back sooner than the profile promises",
    sentence: minutes,
    why: "The recovery time is detection, decision and restore together. A tighter one needs a standby that already runs.",
    mend: "Build the recovery that the report names, and measure a restore of your data's size before the decision is accepted.",
  },
  {
    code: "recovery-exceeds-error-budget",
    title: "One recovery spends more than the month's error budget",
    sentence: ({ evidence }) =>
      `a recovery may take ${number(evidence["rtoMinutes"])} minutes, and 30 days allow ${number(evidence["budgetMinutes"])}`,
    why: "If the recovery time is used up once, the availability objective of that month is missed: the two numbers promise different things.",
    mend: "Tighten the recovery time, loosen the objective, or write down that a disaster is outside the objective.",
  },
  {
    code: "too-few-requests-for-slo",
    title: "Too few requests for an objective in requests",
    sentence: ({ evidence }) =>
      `the objective leaves ${formatDecimal(number(evidence["failures"]), 1)} failed requests in 30 days at ${number(evidence["qpsP99"])} per second`,
    why: "With a handful of allowed failures one bad minute is the whole month, and the ratio says nothing.",
    mend: "Count good minutes instead of good requests, or send probes at a fixed rate.",
  },
  {
    code: "admin-panel-to-build",
    title: "The admin panel must be built",
    sentence: ({ evidence }) => `${text(evidence["profile"])} brings no admin panel, and one was asked for`,
    why: "Of the profiles that speak the language, none that fits better brings a panel. A panel of your own needs roles, an audit trail and tests like any other part.",
    mend: "Plan it as a part with an owner, buy one, or ask again with a language whose profile brings one.",
  },
  {
    code: "compliance-owner-unnamed",
    title: "Regulated data needs a named owner",
    sentence: ({ evidence }) =>
      `${list(evidence["tiers"])} is held; name who answers for it and how it is encrypted at rest`,
    why: "PHI and PCI bring controls that no stack fulfils by itself. The recommendation is an aid, not legal advice.",
    mend: "Write the owner and the plan for encryption at rest into the decision before it is approved.",
  },
  {
    code: "stack-outdated",
    title: "The stack's versions are more than a year old",
    sentence: ({ evidence }) => `looked up on ${text(evidence["asOf"])}`,
    why: "Versions rot: support ends and advisories appear. The profile's choice of parts may still be right.",
    mend: "Look the versions up again and set `stack.as_of` in the profile file.",
  },
];
