import type { ServerSession } from "../../catalog/index.ts";
import { ofThing } from "../found.ts";
import { isIdleInTransaction, sessionEvidence, sessionName } from "../sessions.ts";
import type { Rule } from "../situation.ts";

const LONG_SECONDS = 300;
const GRAVE_SECONDS = 3_600;

/** Transactions that work for so long that nothing deleted since can be cleared away. */
export const transactionLong: Rule = {
  code: "transaction-long",
  find: ({ server }) =>
    (server?.sessions ?? [])
      .filter((session) => !isIdleInTransaction(session) && (session.transactionSeconds ?? 0) >= LONG_SECONDS)
      .map(findingOf),
};

const findingOf = (session: ServerSession) =>
  ofThing(
    transactionLong.code,
    { kind: "session", name: sessionName(session) },
    {
      severity: (session.transactionSeconds ?? 0) >= GRAVE_SECONDS ? "warning" : "info",
      evidence: sessionEvidence(session),
      fix: `SELECT pg_cancel_backend(${session.pid});`,
    },
  );
