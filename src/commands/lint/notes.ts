import { safeLine } from "../../kit/index.ts";
import type { ShadowNote } from "../shadow/index.ts";

/** In what the shadow is not its target, a line each. */
export function noteText(note: ShadowNote): string {
  if (note.code === "shadow-other-major")
    return `measured on ${note.used} in the place of PostgreSQL ${note.wanted}; ${note.install} brings that`;
  if (note.code === "shadow-single-session")
    return `${note.engine} has one session: some locks are declared, not measured`;
  if (note.code === "shadow-object-missing") return safeLine(`the shadow lacks ${note.what}: ${note.reason}`);
  const name = safeLine(`${note.relation.schema}.${note.relation.name}`);
  if (note.code === "shadow-table-empty") return safeLine(`no row could be made in ${name}: ${note.reason}`);
  return `the statistics of ${name} could not be used`;
}
