import type { ObjectId, SchemaObject } from "../../catalog/schema/index.ts";
import type { Action, Alteration } from "./action.ts";
import type { Side } from "./side.ts";

/** What a kind may look at while it writes its statements. */
export interface Context {
  readonly current: Side;
  readonly desired: Side;
  /** Made by this very plan (anew or again): nobody reads or writes it yet, so plain forms do. */
  readonly isCreated: (id: ObjectId) => boolean;
  readonly isDropped: (id: ObjectId) => boolean;
  /** A type in whose place another of the same name comes: what has the old one is converted. */
  readonly isReplaced: (id: ObjectId) => boolean;
  /** In the desired state the first needs the second, by whatever steps. Ids of facets too. */
  readonly standsOn: (id: ObjectId, other: ObjectId) => boolean;
  /** What it needs directly in the desired state. */
  readonly needsOf: (id: ObjectId) => Iterable<ObjectId>;
  /** What needs it directly in the current state, its own facets too. */
  readonly neededBy: (id: ObjectId) => Iterable<ObjectId>;
  /** Who will run the plan: what it makes is its own, with the default privileges of its role. */
  readonly role: string;
  /** False: plain forms everywhere, for a database that nobody uses. */
  readonly online: boolean;
}

/**
 * How objects of one kind are made, dropped and altered. A kind is a file `src/diff/kinds/<kind>.ts` that exports one of these,
 * and a row in `registry.ts`. Comments, owners, grants and security labels are not its business: it only says what they call
 * the object. Nor is order: the planner has the model's dependencies (and parents), and runs the actions of one list in order.
 * An object that is dropped with its parent, or that another action `creates`, is not asked for.
 */
export interface Kind<O extends SchemaObject = SchemaObject> {
  readonly kind: O["kind"];
  /**
   * What is compared: equal JSON means that nothing has to be done. Without it everything counts but comment, owner,
   * privileges and security labels.
   */
  compared?(object: O): unknown;
  create(object: O, context: Context): readonly Action[];
  drop(object: O, context: Context): readonly Action[];
  /** "recreate": it is dropped and made anew, and so is what stands on it. */
  alter(from: O, to: O, context: Context): Alteration | "recreate";
  /** True: `alter` is asked though nothing of it differs, because what it stands on will not leave it as it is. */
  isTouched?(object: O, context: Context): boolean;
  /** `TABLE public.users`, as COMMENT ON and SECURITY LABEL ON call it. Null: it takes none. */
  phrase(object: O): string | null;
  /** As ALTER … OWNER TO calls it, where that is not `phrase`. Null: it has no owner of its own. */
  ownerPhrase?(object: O): string | null;
  /** As GRANT … ON calls it, where that is not `phrase`: `SEQUENCE public.users_id_seq`, `TYPE public.mood`. Null: none. */
  grantPhrase?(object: O): string | null;
  /** Gone without a statement of its own when one of these is dropped: the column that owns a sequence. */
  goesWith?(object: O): readonly ObjectId[];
  /** Names that no two of a kind may have at once, where kinds share them: `relation public.users`. A drop frees them first. */
  claims?(object: O): readonly string[];
}
