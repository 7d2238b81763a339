import { settingRule } from "../settings.ts";

/** Nothing clears dead rows away or tells the planner about changes. */
export const settingAutovacuumOff = settingRule({
  code: "setting-autovacuum-off",
  setting: "autovacuum",
  judge: (value) => (value === "off" ? { severity: "error", evidence: {}, value: "on" } : undefined),
});
