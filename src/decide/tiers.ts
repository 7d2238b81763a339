import type { DataTier } from "./words.ts";

const UP_TO_PII: readonly DataTier[] = ["public", "internal", "pii-only", "pii"];

/** What a system built for a tier may also hold. PHI and PCI are incomparable: neither covers the other. */
const COVERS: Readonly<Record<DataTier, readonly DataTier[]>> = {
  public: ["public"],
  internal: ["public", "internal"],
  "pii-only": UP_TO_PII,
  pii: UP_TO_PII,
  phi: [...UP_TO_PII, "phi"],
  pci: [...UP_TO_PII, "pci"],
  regulated: [...UP_TO_PII, "phi", "pci", "regulated"],
};

/**
 * Whether a system built for these highest tiers may hold data of `tier`.
 *
 * @example
 * coversTier(["phi"], "pci"); // false
 */
export function coversTier(highest: readonly DataTier[], tier: DataTier): boolean {
  return highest.some((one) => COVERS[one].includes(tier));
}

/**
 * The tiers of a set that no other of the set covers, in the order of the closed set.
 *
 * @example
 * highestTiers(["internal", "phi", "pci"]); // ["phi", "pci"]
 */
export function highestTiers(tiers: readonly DataTier[]): readonly DataTier[] {
  const unique = [...new Set(tiers)];
  return unique.filter((tier) => !unique.some((other) => isAbove(other, tier)));
}

const isAbove = (higher: DataTier, lower: DataTier): boolean =>
  COVERS[higher].includes(lower) && !COVERS[lower].includes(higher);
