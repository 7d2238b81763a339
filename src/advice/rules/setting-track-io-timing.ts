import { settingRule } from "../settings.ts";

/** Nobody measures what reads and writes take. */
export const settingTrackIoTiming = settingRule({
  code: "setting-track-io-timing",
  setting: "track_io_timing",
  judge: (value) => (value === "off" ? { severity: "info", evidence: {}, value: "on" } : undefined),
});
