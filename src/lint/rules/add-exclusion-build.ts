import { blockingRule } from "../blocking.ts";

/** EXCLUDE builds its index under the strongest lock, and there is no other way on a table with rows. */
export const addExclusionBuild = blockingRule({ code: "add-exclusion-build" });
