import type { Plan } from "../../diff/index.ts";
import { errors } from "../../kit/index.ts";
import type { ShadowProof } from "./prove.ts";
import { lossesOf } from "./write.ts";

export interface Leave {
  /** What the plan may do all the same. */
  readonly allow: readonly ("data-loss" | "unproven" | "unmodelled")[];
  readonly out?: string | undefined;
}

/** Refuses a plan that nobody may run, or that nobody has allowed to be written. Errors: `diff-unplanned`, `diff-data-loss`, `diff-unmodelled`. */
export function refusePlan({ allow, out }: Leave, up: Plan): void {
  if (up.refused.length > 0) throw errors.diff.unplanned({ what: up.refused });
  if (out === undefined) return;
  const lost = lossesOf(up);
  if (lost.length > 0 && !allow.includes("data-loss")) throw errors.diff.dataLoss({ lost });
  const unread = unreadOf(up);
  if (unread.length > 0 && !allow.includes("unmodelled")) throw errors.diff.unmodelled({ what: unread });
}

/** What only one side has of what cannot be read: a difference without a plan. */
export const unreadOf = ({ unmodelled }: Plan): readonly string[] =>
  unmodelled.flatMap(({ side, description }) =>
    side === "both" ? [] : [`${description} (${side === "current" ? "only there now" : "only in what shall be"})`],
  );

/** What has to be said at the top of every file. Error: `diff-unproven`. */
export function warningsOf(
  { allow, out }: Leave,
  up: Plan,
  proof: ShadowProof | { readonly state: "skipped" },
): readonly string[] {
  const unread = unreadOf(up).map((what) => `NOT PART OF IT: ${what}`);
  if (proof.state === "skipped") return ["Not proven on a shadow.", ...unread];
  if (proof.state === "proven") return unread;
  if (out !== undefined && !allow.includes("unproven")) throw errors.diff.unproven(proof);
  return [`NOT PROVEN: ${proof.stage}: ${proof.detail}`, ...unread];
}
