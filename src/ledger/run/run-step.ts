import { errors } from "../../kit/index.ts";
import type { Step } from "../step.ts";
import { clientOf } from "./code-client.ts";
import { untilAborted } from "./interrupt.ts";
import type { RunParts } from "./types.ts";

/** Sends a step, or calls its function, in whatever transaction there is. */
export async function runStep({ session, signal }: RunParts, step: Step, isWhole: boolean): Promise<void> {
  const { work } = step;
  if (work.kind === "code") {
    const run = await work.load();
    await untilAborted(signal, run(clientOf(session, { signal, isWhole, path: step.file })));
  } else if (work.kind === "copy") {
    if (session.copyIn === undefined) throw errors.ledger.copyUnsupported({ file: step.file });
    await untilAborted(signal, session.copyIn(step.sql, work.rows));
  }
  // As one statement by the protocol: a file that changed the rules of strings cannot hide a COMMIT in what we read as one.
  else await untilAborted(signal, session.query(step.sql));
}
