import { assertNever } from "../../kit/index.ts";
import type { ShadowNote } from "../shadow/index.ts";

/** In what a shadow is not its target, as a sentence. */
export function noteText(note: ShadowNote): string {
  switch (note.code) {
    case "shadow-other-major":
      return `The database is of major ${note.wanted}, the shadow of ${note.used}; the same one comes with ${note.install}`;
    case "shadow-single-session":
      return `${note.engine} has one session: locks of statements outside transactions are declared, not seen`;
    case "shadow-object-missing":
      return `The shadow does not have ${note.what}: ${note.reason}`;
    case "shadow-table-empty":
      return `${note.relation.schema}.${note.relation.name} is empty on the shadow: ${note.reason}`;
    case "shadow-statistics-hidden":
      return `The statistics of ${note.relation.schema}.${note.relation.name} are hidden from this role`;
    case "shadow-statistics-refused":
      return `Statistics of ${note.relation.schema}.${note.relation.name} were not taken: ${note.reason}`;
    default:
      return assertNever(note);
  }
}
