import type { Severity } from "../../kit/index.ts";
import { quoteLiteral } from "../../sql/index.ts";
import { ofThing } from "../found.ts";
import type { Rule } from "../situation.ts";

const NOTED_BYTES = 1_000_000_000;
const GRAVE_BYTES = 10_000_000_000;

/** Replication slots that nobody reads from: the server keeps WAL for them until its disk is full. */
export const slotInactive: Rule = {
  code: "slot-inactive",
  find: ({ server }) =>
    (server?.slots ?? [])
      .filter(({ active, retainedBytes }) => !active && retainedBytes !== null)
      .map(({ name, kind, retainedBytes }) =>
        ofThing(
          slotInactive.code,
          { kind: "replication slot", name },
          {
            severity: severityOf(retainedBytes ?? 0),
            evidence: { kind, retainedBytes },
            fix: `SELECT pg_drop_replication_slot(${quoteLiteral(name, "postgresql")});`,
          },
        ),
      ),
};

function severityOf(bytes: number): Severity {
  if (bytes >= GRAVE_BYTES) return "error";
  return bytes >= NOTED_BYTES ? "warning" : "info";
}
