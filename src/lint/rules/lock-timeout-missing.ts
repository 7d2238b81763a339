import { timeoutRule } from "../timeouts.ts";

/** No lock_timeout before the first lock: a statement that waits holds up everybody who comes after it. */
export const lockTimeoutMissing = timeoutRule("lock-timeout-missing", "lock_timeout");
