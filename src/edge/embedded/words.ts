import { safeText } from "../../kit/index.ts";

/** The lines of a log that say why it ended, for a message. */
export function lastWords(log: string): string {
  const lines = log.split(/\r?\n/).map((line) => line.trim());
  const telling = lines.filter((line) => /FATAL|PANIC|error:|cannot|could not|HINT|DETAIL/i.test(line));
  const chosen = (telling.length > 0 ? telling : lines.filter((line) => line !== "")).slice(-4);
  return safeText(chosen.join(" ")) || "it said nothing";
}

/** Somebody else was quicker with the port: another one will do. */
export const isPortTaken = (log: string): boolean =>
  /could not (?:bind|create any TCP)|address already in use/i.test(log);

/** The data directory's lock file names a process that lives. */
export const isLocked = (log: string): boolean => /lock file "postmaster\.pid" already exists/.test(log);
