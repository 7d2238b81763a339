import type { ObjectBase } from "../object-base.ts";
import type { Option } from "../table-objects.ts";

export interface ForeignDataWrapperObject extends ObjectBase<"foreign-data-wrapper"> {
  readonly handler: string | null;
  readonly validator: string | null;
  readonly options: readonly Option[];
}

export interface ForeignServerObject extends ObjectBase<"foreign-server"> {
  readonly wrapper: string;
  readonly type: string | null;
  readonly version: string | null;
  readonly options: readonly Option[];
}

/** `name` is the user's. */
export interface UserMappingObject extends ObjectBase<"user-mapping"> {
  /** Null: PUBLIC. */
  readonly user: string | null;
  readonly server: string;
  /** Null: the role that reads may not see them. Passwords are `********` unless the reader was told to keep secrets. */
  readonly options: readonly Option[] | null;
}
