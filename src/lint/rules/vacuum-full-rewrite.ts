import { blockingRule } from "../blocking.ts";

/** VACUUM FULL writes the table anew while nobody may even read. */
export const vacuumFullRewrite = blockingRule({ code: "vacuum-full-rewrite" });
