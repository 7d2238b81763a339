import { settingRule } from "../settings.ts";

/** A crash of the machine can destroy the whole cluster. */
export const settingFsyncOff = settingRule({
  code: "setting-fsync-off",
  setting: "fsync",
  judge: (value) => (value === "off" ? { severity: "error", evidence: {}, value: "on" } : undefined),
});
