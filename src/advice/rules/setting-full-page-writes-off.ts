import { settingRule } from "../settings.ts";

/** A crash in the middle of a write leaves half a page, and no log to mend it from. */
export const settingFullPageWritesOff = settingRule({
  code: "setting-full-page-writes-off",
  setting: "full_page_writes",
  judge: (value) => (value === "off" ? { severity: "error", evidence: {}, value: "on" } : undefined),
});
