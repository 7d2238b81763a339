import type { Answers, Profile } from "../../src/decide/index.ts";

/** The kill criteria written a second time, straight from the specification, to check the engine against. */
export function mustStop(a: Answers): boolean {
  const monolith = a.pattern === "monolith" || a.pattern === "modular-monolith";
  const guarded = a.dataSensitivity.includes("phi") || a.dataSensitivity.includes("pci");
  return (
    (a.pattern === "microservices" && (a.teamSize < 30 || !a.platformTeam)) ||
    (guarded && a.teamSize < 4) ||
    (monolith && a.qpsP99 > 5_000) ||
    (a.qpsP99 < 1 && a.teamSize > 5) ||
    (a.communication === "event-driven" && a.teamSize < 20)
  );
}

const RANK = { public: 0, internal: 1, "pii-only": 2, pii: 2, phi: 3, pci: 3, regulated: 4 } as const;

/** Whether a profile may be recommended at all, by its own words. */
export function mayWin({ constraints: c }: Profile, a: Answers): boolean {
  const highest =
    typeof c.data_sensitivity_tier_max === "string" ? [c.data_sensitivity_tier_max] : c.data_sensitivity_tier_max;
  const holds = a.dataSensitivity.every((tier) => highest.some((max) => max === tier || RANK[max] > RANK[tier]));
  return (
    c.language.includes(a.languagePreference) &&
    a.teamSize >= c.team_size_min &&
    a.teamSize <= (c.team_size_max ?? Infinity) &&
    c.tenancy.includes(a.tenancy) &&
    c.pattern.includes(a.pattern) &&
    a.qpsP99 >= (c.qps_p99_min ?? 0) &&
    (c.platform_team_exists !== true || a.platformTeam) &&
    (holds || (highest.includes("pii") && a.dataSensitivity.every((tier) => RANK[tier] <= 2))) &&
    (a.communication === undefined || (c.communication ?? [a.communication]).includes(a.communication))
  );
}
