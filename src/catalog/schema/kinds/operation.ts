import type { ObjectBase } from "../object-base.ts";
import type { ObjectId } from "../object-id.ts";

/** Ids: schema, name, left type (empty for a prefix operator), right type. Names of functions are quoted and qualified. */
export interface OperatorObject extends ObjectBase<"operator"> {
  readonly left: string | null;
  readonly right: string | null;
  readonly result: string;
  readonly function: string;
  readonly commutator: string | null;
  readonly negator: string | null;
  readonly restrict: string | null;
  readonly join: string | null;
  readonly hashes: boolean;
  readonly merges: boolean;
}

/** An operator or support function of a class or family, as CREATE OPERATOR CLASS spells it: `OPERATOR 1 public.<(…)`. */
export type FamilyMember = string;

export interface OperatorFamilyObject extends ObjectBase<"operator-family"> {
  readonly method: string;
  /** Those that belong to no class. */
  readonly members: readonly FamilyMember[];
}

export interface OperatorClassObject extends ObjectBase<"operator-class"> {
  readonly method: string;
  readonly type: string;
  readonly isDefault: boolean;
  /** The family that it is in. */
  readonly family: ObjectId;
  /** Quoted and qualified. */
  readonly familyName: string;
  readonly storage: string | null;
  readonly members: readonly FamilyMember[];
}

/** Ids: source and target type. */
export interface CastObject extends ObjectBase<"cast"> {
  readonly source: string;
  readonly target: string;
  readonly method: "function" | "binary" | "inout";
  /** With argument types. */
  readonly function: string | null;
  readonly context: "explicit" | "assignment" | "implicit";
}

export interface ConversionObject extends ObjectBase<"conversion"> {
  readonly from: string;
  readonly to: string;
  readonly function: string;
  readonly isDefault: boolean;
}

export interface LanguageObject extends ObjectBase<"language"> {
  readonly trusted: boolean;
  readonly handler: string | null;
  readonly inline: string | null;
  readonly validator: string | null;
}

/** Ids: type and language. */
export interface TransformObject extends ObjectBase<"transform"> {
  readonly type: string;
  readonly language: string;
  /** With argument types. */
  readonly fromSql: string | null;
  readonly toSql: string | null;
}

export interface AccessMethodObject extends ObjectBase<"access-method"> {
  readonly methodKind: "table" | "index";
  readonly handler: string;
}
