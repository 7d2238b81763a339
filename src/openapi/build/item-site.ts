import type { Choice } from "../choose/index.ts";
import type { Reach } from "../reading/index.ts";
import type { OperationDraft, Surroundings } from "./operation.ts";

/** Operations that were read, and what each of them reaches. */
export interface Operations {
  readonly drafts: OperationDraft[];
  readonly reaches: Map<OperationDraft, Reach>;
}

/** What a path item is read with. */
export interface ItemSite extends Surroundings {
  readonly isRouted: boolean;
  /** Which operations are read at all. */
  readonly choice: Choice;
  readonly into: Operations;
  /** Callback objects on the way down: one that contains itself is read once. */
  readonly opened: ReadonlySet<unknown>;
}
