import type { Group } from "./group.ts";
import type { Parent } from "./pool.ts";

/** A statement asks for a key that this result brought. */
export interface Asked {
  readonly parent: Parent;
  readonly group: Group;
  /** How many keys of the result have been asked for in this way, with this one. */
  readonly members: number;
}

/** Some of what it asks for follows another key of the same result. */
export const leadsOn = (asked: readonly Asked[]): boolean => asked.some(({ members }) => members > 1);
