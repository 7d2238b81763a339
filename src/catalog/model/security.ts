import type { RelationName } from "./relation.ts";

/** A policy of row security; its conditions are the server's text. */
export interface Policy {
  readonly name: string;
  readonly table: RelationName;
  readonly command: string;
  readonly using: string | null;
  readonly check: string | null;
}

/** A function or procedure with SECURITY DEFINER. */
export interface DefinerRoutine extends RelationName {
  /** With the types of its arguments, as ALTER FUNCTION wants it: `integer, text`. */
  readonly arguments: string;
  readonly kind: "function" | "procedure";
  readonly owner: string;
  readonly ownerIsSuperuser: boolean;
  readonly hasSearchPath: boolean;
  /** Everybody may call it. */
  readonly isPublic: boolean;
}

/** A view that reads tables under row security with its owner's rights. */
export interface ExposingView extends RelationName {
  readonly tables: readonly RelationName[];
  readonly owner: string;
}

export interface ExtensionPlace {
  readonly name: string;
  readonly schema: string;
  readonly isRelocatable: boolean;
}

/** What decides who sees what. */
export interface SecurityFacts {
  readonly policies: readonly Policy[];
  readonly definers: readonly DefinerRoutine[];
  readonly views: readonly ExposingView[];
  readonly extensions: readonly ExtensionPlace[];
}
