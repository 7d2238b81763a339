import { settingRule, temporaryBytesPerDay } from "../settings.ts";

const USUAL_BYTES = 4 * 1024 * 1024;
const MANY_BYTES = 1_000_000_000;

/** Little memory for sorting and hashing, and sorts that spill to disk. */
export const settingWorkMem = settingRule({
  code: "setting-work-mem",
  setting: "work_mem",
  judge: (value, situation) =>
    Number(value) <= USUAL_BYTES && temporaryBytesPerDay(situation) >= MANY_BYTES
      ? {
          severity: "info",
          evidence: { temporaryBytesPerDay: Math.round(temporaryBytesPerDay(situation)) },
          value: "'16MB'",
        }
      : undefined,
});
