import { blockingRule } from "../blocking.ts";
import { concurrently } from "../fix/concurrently.ts";

/** CREATE INDEX without CONCURRENTLY. */
export const createIndexBlocking = blockingRule({ code: "create-index-blocking", fix: concurrently });
