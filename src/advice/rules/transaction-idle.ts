import type { ServerSession } from "../../catalog/index.ts";
import type { Severity } from "../../kit/index.ts";
import { ofThing } from "../found.ts";
import { isIdleInTransaction, sessionEvidence, sessionName } from "../sessions.ts";
import type { Rule } from "../situation.ts";

const LONG_SECONDS = 60;
const GRAVE_SECONDS = 3_600;

/** Sessions that hold a transaction open, with its locks, and do nothing. */
export const transactionIdle: Rule = {
  code: "transaction-idle",
  find: ({ server }) =>
    (server?.sessions ?? [])
      .filter((session) => isIdleInTransaction(session) && (session.stateSeconds ?? 0) >= LONG_SECONDS)
      .map(findingOf),
};

const findingOf = (session: ServerSession) =>
  ofThing(
    transactionIdle.code,
    { kind: "session", name: sessionName(session) },
    {
      severity: severityOf(session),
      evidence: sessionEvidence(session),
      fix: `SELECT pg_terminate_backend(${session.pid});`,
    },
  );

const severityOf = ({ stateSeconds }: ServerSession): Severity =>
  (stateSeconds ?? 0) >= GRAVE_SECONDS ? "error" : "warning";
