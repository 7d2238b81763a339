import type { Session } from "../../catalog/index.ts";

/** Who runs statements on a shadow, and who watches. */
export interface ShadowSessions {
  /** Runs the script. What it may do is the opener's choice: a stranger's script gets no superuser. */
  readonly runner: Session;
  /** Opens one more session of a superuser on the same database; null where the server has one session only (PGlite). */
  readonly openWatcher: (() => Promise<Session>) | null;
}
