import { blockingRule } from "../blocking.ts";
import { setNotNullSafely } from "../fix/set-not-null.ts";

/** SET NOT NULL, or a primary key on a column that may be null, without a check that proves it. */
export const setNotNullScan = blockingRule({ code: "set-not-null-scan", fix: setNotNullSafely });
