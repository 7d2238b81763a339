import type { SqlError } from "../../catalog/index.ts";
import { errors, isRecord, safeText } from "../../kit/index.ts";

/** The server's own words, when it was the server that failed a statement or a login. */
export function sqlErrorOf(cause: unknown): SqlError | undefined {
  if (!isRecord(cause) || typeof cause["code"] !== "string" || typeof cause["severity"] !== "string") return undefined;
  const { detail, hint, position, message } = cause;
  return {
    sqlState: cause["code"],
    message: typeof message === "string" ? message : "",
    ...(typeof detail === "string" ? { detail } : {}),
    ...(typeof hint === "string" ? { hint } : {}),
    ...(typeof position === "string" ? { position: Number(position) } : {}),
  };
}

/** A FATAL or PANIC ends the session: 57P01 when an administrator did it, 25P03 when it idled too long. */
export function endsSession(cause: unknown): boolean {
  return !isRecord(cause) || typeof cause["severity"] !== "string" || /^(?:FATAL|PANIC)$/.test(cause["severity"]);
}

/** What failed a statement as an error of the catalogue, with the server's words as its cause. */
export function statementFailure(cause: unknown): Error {
  const words = sqlErrorOf(cause);
  if (words === undefined) return errors.command.bug({ problem: reasonOf(cause) }, cause);
  const position = words.position === undefined ? undefined : String(words.position);
  return errors.database.queryFailed({ sqlState: words.sqlState, message: safeText(words.message), position }, words);
}

export function lostFailure(where: string, cause: unknown): Error {
  return errors.database.lost({ host: where, reason: reasonOf(cause) }, sqlErrorOf(cause) ?? cause);
}

/** `ignoredFile` is a password file that was passed over because others may read it. */
export function connectFailure(where: string, cause: unknown, ignoredFile?: string): Error {
  const ignored = `; ${ignoredFile} was not used because others may read it (chmod 600 ${ignoredFile})`;
  const reason = `${reasonOf(cause)}${ignoredFile === undefined ? "" : ignored}`;
  return errors.database.noConnection({ host: where, reason }, sqlErrorOf(cause) ?? cause);
}

/** Wrong user, password or database: another host of the same cluster would say the same. */
export function isLoginRefused(failure: Error): boolean {
  const state = isRecord(failure.cause) ? failure.cause["sqlState"] : undefined;
  return typeof state === "string" && /^(?:28|3D)/.test(state);
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there (connection refused)",
  ENOENT: "there is no socket",
  ENOTFOUND: "the host name is not known",
  EAI_AGAIN: "the host name could not be looked up now",
  ETIMEDOUT: "no answer",
  EHOSTUNREACH: "the host cannot be reached",
  ENETUNREACH: "the network cannot be reached",
  EACCES: "the socket may not be opened by this user",
  ECONNRESET: "the server closed the connection",
};

/** A phrase for a message. The driver's messages hold no password: they are words of the server or of the socket. */
export function reasonOf(cause: unknown): string {
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  if (!(first instanceof Error)) return safeText(String(first));
  const code = "code" in first && typeof first.code === "string" ? first.code : "";
  if (first.message === "timeout expired") return "no answer in time";
  if (first.message.includes("client password must be")) return "the server asks for a password and none is known";
  return REASONS[code] ?? safeText(first.message);
}
