import type { ObjectBase } from "../object-base.ts";
import type { ObjectId } from "../object-id.ts";
import type { Privilege } from "../privilege.ts";
import type { Firing } from "./table-part.ts";

export interface ExtensionObject extends ObjectBase<"extension"> {
  readonly version: string;
  /** The schema of its objects. */
  readonly installedIn: string;
  readonly relocatable: boolean;
}

/**
 * A member of an extension whose grants are not as the extension left them; all else about it is the extension's. Ids: what
 * it is, then its name. Its parent is the extension.
 */
export interface ExtensionMemberObject extends ObjectBase<"extension-member"> {
  /** As GRANT … ON calls it: `ROUTINE public.hstore(text,text)`. */
  readonly phrase: string;
  readonly grants: readonly Privilege[];
  /** What CREATE EXTENSION granted. */
  readonly installedGrants: readonly Privilege[];
}

export interface EventTriggerObject extends ObjectBase<"event-trigger"> {
  /** `ddl_command_end` */
  readonly event: string;
  readonly tags: readonly string[];
  /** Quoted and qualified. */
  readonly function: string;
  readonly enabled: Firing;
}

/** ALTER DEFAULT PRIVILEGES: what objects that `role` creates get. */
export interface DefaultPrivilegesObject extends ObjectBase<"default-privileges"> {
  readonly role: string;
  /** Null: in every schema. */
  readonly inSchema: string | null;
  readonly objectType: "table" | "sequence" | "function" | "type" | "schema" | "large-object";
  /** Without a schema: in place of the built-in ones. With one: in addition. */
  readonly grants: readonly Privilege[];
}

export interface CollationObject extends ObjectBase<"collation"> {
  readonly provider: "default" | "libc" | "icu" | "builtin";
  readonly deterministic: boolean;
  /** Of libc. */
  readonly collate: string | null;
  readonly ctype: string | null;
  /** Of ICU and built-in. */
  readonly locale: string | null;
  readonly rules: string | null;
}

export interface PublicationObject extends ObjectBase<"publication"> {
  readonly allTables: boolean;
  readonly tables: readonly {
    readonly table: ObjectId;
    /** Null: all of them. */
    readonly columns: readonly string[] | null;
    readonly where: string | null;
  }[];
  readonly schemas: readonly string[];
  /** `insert`, `update`, `delete`, `truncate` */
  readonly publish: readonly string[];
  readonly viaRoot: boolean;
  /** `none` or `stored`; null before 18. */
  readonly generatedColumns: string | null;
}

export interface SubscriptionObject extends ObjectBase<"subscription"> {
  /** Its connection string; passwords are `********` unless the reader was told to keep secrets. */
  readonly connection: string;
  readonly publications: readonly string[];
  readonly enabled: boolean;
  readonly slot: string | null;
  /** `binary`, `streaming`, … as CREATE SUBSCRIPTION spells them; sorted by name. */
  readonly options: readonly { readonly name: string; readonly value: string }[];
}
