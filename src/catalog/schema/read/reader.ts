import type { Row } from "../../session.ts";
import type { ObjectBase } from "../object-base.ts";
import type { ObjectId } from "../object-id.ts";
import type { SchemaObject } from "../object.ts";

/** What a question depends on. */
export interface Circumstances {
  readonly serverVersion: number;
  readonly keepsSecrets: boolean;
  /** Connection strings of subscriptions are for superusers only. */
  readonly seesSubscriptions: boolean;
}

/** Makes the part that all kinds share, for the row at hand. The identity follows the kind in the id. */
export type BaseOf = <Kind extends string>(
  kind: Kind,
  identity: readonly string[],
  parent?: ObjectId,
) => ObjectBase<Kind>;

/**
 * Reads the objects of one catalogue. Rows carry `oid` (text), `name`, and where the kind has them `sub` (a column's number),
 * `schema` and `owner`; what belongs to an extension or to the system is not among them.
 */
export interface Reader {
  /** `pg_class`: with `oid` and `sub` the address by which other catalogues speak of the object. */
  readonly catalog: string;
  readonly sql: (circumstances: Circumstances) => string;
  readonly objectOf: (row: Row, base: BaseOf, circumstances: Circumstances) => SchemaObject;
}
