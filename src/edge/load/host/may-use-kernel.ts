import type { LoadPlan } from "../../../load/sending/index.ts";

/** True when the plan is such that the kernel transport could carry it here: without a proxy, on Linux. */
export function mayUseKernel(plan: LoadPlan): boolean {
  return plan.transport !== "node" && kernelRefusal(plan) === undefined;
}

/** Why the kernel transport cannot carry a plan, as far as the plan and the platform say. */
export function kernelRefusal({ proxy }: LoadPlan): string | undefined {
  if (proxy !== undefined) return "a proxy is reached over node:net";
  return process.platform === "linux" ? undefined : `it needs Linux, this is ${process.platform}`;
}
