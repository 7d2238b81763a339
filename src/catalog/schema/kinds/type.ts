import type { OutputColumn } from "./view.ts";
import type { ObjectBase } from "../object-base.ts";
import type { Privilege } from "../privilege.ts";

export interface EnumObject extends ObjectBase<"enum"> {
  /** In their order. */
  readonly labels: readonly string[];
}

export interface DomainObject extends ObjectBase<"domain"> {
  readonly type: string;
  /** Null where it is the type's own. */
  readonly collation: string | null;
  readonly default: string | null;
  /** NOT NULL of a domain; its name (from 17 on) is null where it is what the server would choose. */
  readonly notNull: { readonly name: string | null } | null;
}

/** A check of a domain; its parent is the domain. */
export interface DomainConstraintObject extends ObjectBase<"domain-constraint"> {
  /** pg_get_constraintdef, with NOT VALID where it is. */
  readonly definition: string;
  readonly validated: boolean;
}

export interface CompositeObject extends ObjectBase<"composite"> {
  /** In their order. */
  readonly attributes: readonly OutputColumn[];
}

/** What an attribute of a composite type has beside its type: a comment. Its parent is the composite type. */
export interface AttributeObject extends ObjectBase<"attribute"> {
  readonly position: number;
}

export interface RangeObject extends ObjectBase<"range"> {
  readonly subtype: string;
  /** Quoted and qualified name of the operator class; null where it is the subtype's default. */
  readonly operatorClass: string | null;
  readonly collation: string | null;
  /** Function names, quoted and qualified where they have to be. */
  readonly canonical: string | null;
  readonly difference: string | null;
  /** Name of its multirange type, in the same schema; null before PostgreSQL 14. */
  readonly multirange: string | null;
  /** What its multirange type grants, where that is not built in; from PostgreSQL 17 on it has no list of its own. */
  readonly multirangePrivileges: readonly Privilege[] | null;
}

/** A type with functions of its own for reading and writing it. A shell type has no functions yet. */
export interface BaseTypeObject extends ObjectBase<"base-type"> {
  readonly isShell: boolean;
  /** `INPUT` → `public.point_in`, as CREATE TYPE spells them; sorted by name. */
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
}
