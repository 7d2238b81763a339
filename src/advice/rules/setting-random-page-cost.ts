import { settingRule } from "../settings.ts";

const SPINNING = 4;

/** A random read as dear as on a spinning disk: the planner avoids indexes that would be faster. */
export const settingRandomPageCost = settingRule({
  code: "setting-random-page-cost",
  setting: "random_page_cost",
  judge: (value) => (Number(value) >= SPINNING ? { severity: "info", evidence: {}, value: "1.1" } : undefined),
});
