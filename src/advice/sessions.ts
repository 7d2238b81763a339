import type { ServerSession } from "../catalog/index.ts";
import type { JsonObject } from "../kit/index.ts";

/** `shop (pid 4711)` */
export const sessionName = ({ user, pid }: ServerSession): string => `${user ?? "a session"} (pid ${pid})`;

export const isIdleInTransaction = ({ state }: ServerSession): boolean =>
  state?.startsWith("idle in transaction") === true;

/** Who it is and since when; never what it says. */
export const sessionEvidence = (session: ServerSession): JsonObject => ({
  pid: session.pid,
  user: session.user,
  application: session.application,
  state: session.state,
  transactionSeconds: rounded(session.transactionSeconds),
  stateSeconds: rounded(session.stateSeconds),
});

const rounded = (seconds: number | null): number | null => (seconds === null ? null : Math.round(seconds));
