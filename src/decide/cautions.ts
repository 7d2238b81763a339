import type { Answers } from "./answers.ts";
import { failureBudgetRequests } from "./arithmetic/index.ts";
import type { DecisionFinding, Targets } from "./decision.ts";
import type { Profile } from "./profile.ts";

/** What a caution may look at. */
interface Facts {
  readonly profile: Profile;
  readonly answers: Answers;
  readonly targets: Targets;
  /** ISO date; stacks age against it. */
  readonly today: string | undefined;
}

type Severity = DecisionFinding["severity"];
type Caution = (facts: Facts) => DecisionFinding["evidence"] | undefined;

/** Below this many failures a month one bad minute is the whole story: a share of requests means nothing. */
const FEW_FAILURES = 10;
const STACK_YEARS = 1;

const CAUTIONS: readonly { readonly code: string; readonly severity: Severity; readonly of: Caution }[] = [
  {
    code: "slo-above-profile",
    severity: "warning",
    of: ({ targets: { uptime } }) =>
      uptime.against === "stricter" ? { asked: uptime.value, floor: uptime.floor } : undefined,
  },
  {
    code: "rpo-below-profile",
    severity: "warning",
    of: ({ targets: { rpoMinutes } }) =>
      rpoMinutes.against === "stricter"
        ? { askedMinutes: rpoMinutes.value, floorMinutes: rpoMinutes.floor }
        : undefined,
  },
  {
    code: "rto-below-profile",
    severity: "warning",
    of: ({ targets: { rtoMinutes } }) =>
      rtoMinutes.against === "stricter"
        ? { askedMinutes: rtoMinutes.value, floorMinutes: rtoMinutes.floor }
        : undefined,
  },
  {
    code: "recovery-exceeds-error-budget",
    severity: "warning",
    of: ({ targets: { rtoMinutes, downtimeBudgetMinutes: budgetMinutes } }) =>
      rtoMinutes.value > budgetMinutes ? { rtoMinutes: rtoMinutes.value, budgetMinutes } : undefined,
  },
  {
    code: "too-few-requests-for-slo",
    severity: "warning",
    of: ({ targets, answers: { qpsP99 } }) => {
      const failures = failureBudgetRequests(targets.uptime.value, qpsP99);
      return failures < FEW_FAILURES ? { failures, qpsP99 } : undefined;
    },
  },
  {
    code: "admin-panel-to-build",
    severity: "info",
    of: ({ profile: { constraints, profile_name: profile }, answers }) =>
      answers.needsAdminPanel && constraints.admin_panel_needed !== true ? { profile } : undefined,
  },
  {
    code: "compliance-owner-unnamed",
    severity: "warning",
    of: ({ answers }) => {
      const tiers = answers.dataSensitivity.filter((tier) => ["phi", "pci", "regulated"].includes(tier));
      return tiers.length > 0 ? { tiers } : undefined;
    },
  },
  {
    code: "stack-outdated",
    severity: "warning",
    of: ({ profile: { stack }, today }) =>
      today !== undefined && yearLater(stack.as_of) < today ? { asOf: stack.as_of, today } : undefined,
  },
];

const yearLater = (date: string): string => `${Number(date.slice(0, 4)) + STACK_YEARS}${date.slice(4)}`;

/** What does not eliminate, yet must be known before anybody approves. */
export function findCautions(facts: Facts): readonly DecisionFinding[] {
  return CAUTIONS.flatMap(({ code, severity, of }) => {
    const evidence = of(facts);
    const subject = { kind: "profile", name: facts.profile.profile_name };
    return evidence === undefined ? [] : [{ code, severity, subject, evidence }];
  });
}
