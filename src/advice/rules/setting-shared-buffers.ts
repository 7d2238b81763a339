import { settingRule } from "../settings.ts";

const USUAL_BYTES = 128 * 1024 * 1024;
const LARGE_BYTES = 8 * USUAL_BYTES;

/** The cache that a fresh installation has, under a database many times as large. */
export const settingSharedBuffers = settingRule({
  code: "setting-shared-buffers",
  setting: "shared_buffers",
  judge: (value, { server }) =>
    Number(value) <= USUAL_BYTES && (server?.counters?.sizeBytes ?? 0) >= LARGE_BYTES
      ? { severity: "info", evidence: {}, value: "'1GB'" }
      : undefined,
});
