import { finding, type Rule } from "./rule.ts";

/** The generator was kept from its work: the figures are not the server's. */
export const invalid: Rule = (facts) => {
  if (facts.validity === null || facts.validity.valid) return [];
  const { oursPercent, reasons } = facts.validity;
  return finding(facts, {
    code: "load-invalid",
    severity: "error",
    evidence: { oursPercent, reasons: reasons.map(({ code }) => code) },
  });
};
