import { type Hazard, hazardText } from "../../diff/index.ts";
import type { DiffOutput } from "./output.ts";

type ShownHazard = DiffOutput["changes"][number]["hazards"][number];

/** A hazard as the output shows it. */
export const shownHazard = (hazard: Hazard): ShownHazard => ({
  code: hazard.code,
  severity: SEVERITIES[hazard.code],
  what: hazardText(hazard),
  relation: "relation" in hazard ? `${hazard.relation.schema}.${hazard.relation.name}` : null,
  lockMode: "mode" in hazard ? hazard.mode : null,
});

/** A lock alone is short; a scan alone stops nobody. */
const SEVERITIES = {
  lock: "info",
  scan: "info",
  rewrite: "warning",
  "breaks-code": "warning",
  "data-dependent": "warning",
  irreversible: "warning",
  "data-loss": "error",
} as const;
