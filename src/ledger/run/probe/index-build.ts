import type { IndexTarget } from "../../../sql/index.ts";
import { untilAborted } from "../interrupt.ts";
import { findIndex } from "../leftover.ts";
import type { StepPlace } from "../step-place.ts";
import { AFRESH, ALREADY, type Earlier, type Ready } from "./ready.ts";

/** Our own INVALID leftover is dropped, a stranger's index stops the run, a completed try is taken as done. */
export async function probeIndex({ parts }: StepPlace, index: IndexTarget, earlier: Earlier): Promise<Ready> {
  const found = await findIndex(parts.session, index);
  if (found === undefined) return AFRESH;
  if (found.isValid) return whenValid(index, earlier);
  const name = `index ${index.name ?? ""} on ${index.table}`;
  if (earlier === undefined) {
    const hint = `If nobody is building it now: drop index concurrently ${found.sql}; and migrate again.`;
    return { kind: "blocked", message: `an INVALID ${name} is in the way, and not from this history`, hint };
  }
  await parts.session.script("set lock_timeout = 0");
  await untilAborted(parts.signal, parts.session.script(`drop index concurrently ${found.sql}`));
  return { kind: "run", note: `an INVALID ${name} left by an earlier try was dropped and built anew` };
}

function whenValid(index: IndexTarget, earlier: Earlier): Ready {
  if (earlier === "running") return ALREADY;
  if (index.ifNotExists) return { kind: "run", note: "the index was there already; its definition was not compared" };
  const message = `index ${index.name ?? ""} on ${index.table} exists already`;
  return { kind: "blocked", message, hint: "Drop it, or write IF NOT EXISTS if it is the same." };
}
