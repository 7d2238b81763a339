import type { RelationName } from "./relation.ts";

export type ReferentialAction = "no-action" | "restrict" | "cascade" | "set-null" | "set-default";

interface ConstraintBase {
  readonly name: string;
  /** False for NOT VALID. */
  readonly validated: boolean;
  readonly deferrable: boolean;
  /** Comes from the partitioned parent's constraint, which is the one to look at. */
  readonly inherited: boolean;
}

/** Primary key, unique and exclusion constraints stand on an index of the same table. */
export interface KeyConstraint extends ConstraintBase {
  readonly kind: "primary-key" | "unique" | "exclusion";
  readonly columns: readonly string[];
  readonly index: string;
}

export interface ForeignKey extends ConstraintBase {
  readonly kind: "foreign-key";
  readonly columns: readonly string[];
  readonly references: RelationName;
  readonly referencedColumns: readonly string[];
  /** Name of the unique index of the referenced table that the key leans on. */
  readonly referencedIndex: string | null;
  readonly onDelete: ReferentialAction;
  readonly onUpdate: ReferentialAction;
  readonly match: "simple" | "full";
  /** False for NOT ENFORCED (PostgreSQL 18). */
  readonly enforced: boolean;
}

export interface CheckConstraint extends ConstraintBase {
  readonly kind: "check";
  readonly expression: string;
  /** False for NOT ENFORCED (PostgreSQL 18). */
  readonly enforced: boolean;
}

export type Constraint = KeyConstraint | ForeignKey | CheckConstraint;
