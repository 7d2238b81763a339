import type { Session } from "../../catalog/index.ts";

/**
 * What DISCARD ALL does, but for the advisory lock that the run holds: each file begins as in a new session, whatever
 * the one before has SET, PREPAREd or put into temporary tables.
 */
const FRESH = `set session authorization default; reset role; reset all; close all; deallocate all; unlisten *;
  discard plans; discard temp; discard sequences`;
const MAJOR_14 = 140_000;

/**
 * Makes the session as new, with a limit on waiting for the history's own tables. Pauses between steps are ours: the server
 * must not take them for a session that was forgotten. Call it outside transactions.
 */
export async function freshen(session: Session, lockTimeoutMs: number): Promise<void> {
  const isAwake = session.serverVersion < MAJOR_14 ? "" : "; set idle_session_timeout = 0";
  await session.script(`${FRESH}; set lock_timeout = ${Math.round(lockTimeoutMs)}${isAwake}`);
  if (session.serverVersion < MAJOR_14) return;
  // The server then notices within a second that we have died, and ends a long statement. Not every platform can.
  await session.script("set client_connection_check_interval = '1s'").catch(() => undefined);
}

/** Opens a file's transaction. */
export async function begin(session: Session, lockTimeoutMs: number): Promise<void> {
  await session.script(
    `begin; set local lock_timeout = ${Math.round(lockTimeoutMs)}; set local standard_conforming_strings = on`,
  );
}

/** Lets the history be written by who connected and as we write, whoever the file has become and whatever it has set. */
export async function becomeSelf(session: Session): Promise<void> {
  await session.script("set session authorization default; reset role; set client_encoding to 'UTF8'");
}
