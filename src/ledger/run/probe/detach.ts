import type { Session } from "../../../catalog/index.ts";
import type { Step } from "../../step.ts";
import { AFRESH, ALREADY, type Ready } from "./ready.ts";
import { nameAfter } from "./words.ts";

const MAJOR_14 = 140_000;

/** A broken DETACH CONCURRENTLY is pending and must be finalized; a completed one leaves no tie. */
export async function probeDetach(session: Session, step: Step): Promise<Ready> {
  const [parent, child] = [nameAfter(step.tokens, ["TABLE"]), nameAfter(step.tokens, ["PARTITION"])];
  if (parent === undefined || child === undefined || session.serverVersion < MAJOR_14) return AFRESH;
  const [row] = await session.query(
    `select inhdetachpending as pending from pg_catalog.pg_inherits
     where inhparent = pg_catalog.to_regclass($1) and inhrelid = pg_catalog.to_regclass($2)`,
    [parent, child],
  );
  if (row === undefined) return ALREADY;
  if (row["pending"] !== true) return AFRESH;
  const instead = `alter table ${parent} detach partition ${child} finalize`;
  return { kind: "run", note: "a detachment begun by an earlier try was finalized", instead };
}
