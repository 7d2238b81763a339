import { blockingRule } from "../blocking.ts";
import { concurrently } from "../fix/concurrently.ts";

/** REINDEX without CONCURRENTLY. */
export const reindexBlocking = blockingRule({ code: "reindex-blocking", fix: concurrently });
