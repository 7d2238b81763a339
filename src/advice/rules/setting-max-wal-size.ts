import { settingRule } from "../settings.ts";

const FEWEST = 20;
const MB = 1024 * 1024;

/** Checkpoints that come because the log is full, not because it is time: each page is then written whole again. */
export const settingMaxWalSize = settingRule({
  code: "setting-max-wal-size",
  setting: "max_wal_size",
  judge: (value, { server }) => {
    const { timed = 0, requested = 0 } = server?.checkpoints ?? {};
    if (requested < FEWEST || requested <= timed) return undefined;
    return {
      severity: "warning",
      evidence: { checkpointsTimed: timed, checkpointsRequested: requested },
      value: `'${Math.round((Number(value) * 4) / MB)}MB'`,
    };
  },
});
