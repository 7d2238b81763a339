import { timeoutRule } from "../timeouts.ts";

/** No statement_timeout before the first lock: a statement that takes too long is not ended. */
export const statementTimeoutMissing = timeoutRule("statement-timeout-missing", "statement_timeout");
