import { settingRule } from "../settings.ts";

/** A disk that returns other bytes than were written is not noticed. */
export const checksumsOff = settingRule({
  code: "checksums-off",
  setting: "data_checksums",
  judge: (value) => (value === "off" ? { severity: "info", evidence: {} } : undefined),
});
