import type { RelationName } from "../../catalog/index.ts";

/** In what a shadow is not its target: whatever touches it is not judged, or judged by another. */
export type ShadowNote =
  /** Another major stands in; `install` is the command that changes that. */
  | { readonly code: "shadow-other-major"; readonly wanted: number; readonly used: string; readonly install: string }
  /** One session only: locks of statements that end their own transactions are declared, not seen. */
  | { readonly code: "shadow-single-session"; readonly engine: string }
  /** An object of the target that could not be made. */
  | { readonly code: "shadow-object-missing"; readonly what: string; readonly reason: string }
  /** No row could be made: what happens to rows of this table is not seen. */
  | { readonly code: "shadow-table-empty"; readonly relation: RelationName; readonly reason: string }
  /** The target shows the role nothing of the values in this table. */
  | { readonly code: "shadow-statistics-hidden"; readonly relation: RelationName }
  | {
      readonly code: "shadow-statistics-refused";
      readonly relation: RelationName;
      readonly column: string | null;
      readonly reason: string;
    };
