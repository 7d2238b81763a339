import type { ServerSession } from "../../catalog/index.ts";
import { ofThing } from "../found.ts";
import { sessionEvidence, sessionName } from "../sessions.ts";
import type { Rule } from "../situation.ts";

const NOTED_SECONDS = 5;
const GRAVE_SECONDS = 60;

/** Sessions that wait for another one's lock. */
export const queryBlocked: Rule = {
  code: "query-blocked",
  find: ({ server }) =>
    (server?.sessions ?? [])
      .filter(({ blockedBy, stateSeconds }) => blockedBy.length > 0 && (stateSeconds ?? 0) >= NOTED_SECONDS)
      .map((session) => findingOf(session, server?.sessions ?? [])),
};

function findingOf(session: ServerSession, all: readonly ServerSession[]) {
  const blockers = all.filter(({ pid }) => session.blockedBy.includes(pid));
  return ofThing(
    queryBlocked.code,
    { kind: "session", name: sessionName(session) },
    {
      severity: (session.stateSeconds ?? 0) >= GRAVE_SECONDS ? "error" : "warning",
      evidence: {
        ...sessionEvidence(session),
        blockedBy: session.blockedBy,
        blockers: blockers.map((one) => `${sessionName(one)}: ${one.state ?? "state not seen"}`),
      },
      fix: session.blockedBy.map((pid) => `SELECT pg_cancel_backend(${pid});`).join("\n"),
    },
  );
}
