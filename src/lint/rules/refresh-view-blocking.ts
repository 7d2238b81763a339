import { blockingRule } from "../blocking.ts";
import { refreshConcurrently } from "../fix/refresh-concurrently.ts";

/** REFRESH MATERIALIZED VIEW without CONCURRENTLY: nobody reads it while its query runs. */
export const refreshViewBlocking = blockingRule({ code: "refresh-view-blocking", fix: refreshConcurrently });
