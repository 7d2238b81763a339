import { MOST_STATEMENTS } from "../../advice/indexes/index.ts";
import { formatCount, safeLine } from "../../kit/index.ts";
import type { ShadowNote } from "../shadow/index.ts";

/** That a workload was too large to be asked about whole. */
export const passedOverNotes = ({ passedOver }: { readonly passedOver: number }): readonly string[] =>
  passedOver === 0
    ? []
    : [
        `${formatCount(passedOver)} statements of the workload were passed over: those that take most, ${formatCount(MOST_STATEMENTS)} of them, were asked about.`,
      ];

/** In what the shadow's planner does not know what the database's knows, a line each. */
export function noteText(note: ShadowNote): string {
  switch (note.code) {
    case "shadow-other-major":
      return `Planned by PostgreSQL ${note.used} in the place of ${note.wanted}; ${note.install} brings that.`;
    case "shadow-single-session":
      return `Planned by ${note.engine}.`;
    case "shadow-object-missing":
      return safeLine(`The shadow lacks ${note.what}: ${note.reason}.`);
    case "shadow-table-empty":
      return safeLine(`The shadow holds no row of ${nameOf(note)}.`);
    case "shadow-statistics-hidden":
      return safeLine(
        `The values in ${nameOf(note)} are hidden from this role: what depends on them is a guess. GRANT SELECT shows them.`,
      );
    case "shadow-statistics-refused":
      return safeLine(
        `The statistics of ${nameOf(note)}${note.column === null ? "" : `.${note.column}`} could not be used: ${note.reason}.`,
      );
  }
}

const nameOf = ({ relation }: { readonly relation: { readonly schema: string; readonly name: string } }): string =>
  `${relation.schema}.${relation.name}`;
