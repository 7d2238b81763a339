import { errors } from "../../../kit/index.ts";
import { failureOfCode, originText, type FailureKind, type LoadPlan } from "../../../load/sending/index.ts";

/** Why a connection could not be opened. */
export interface DialFailure {
  readonly kind: FailureKind;
  readonly reason: string;
  /** What to raise when it was the very first connection; missing: what the kind says. */
  readonly error?: Error;
}

/** A connection came to nothing for a reason that the system has no code for. */
export class DialError extends Error {
  override readonly name = "DialError";
  readonly failure: DialFailure;

  constructor(kind: FailureKind, error: Error) {
    super(error.message);
    this.failure = { kind, reason: error.message, error };
  }
}

/** What a socket's error means. */
export function failureOf(error: Error & { readonly code?: unknown }): DialFailure {
  if (error instanceof DialError) return error.failure;
  return { kind: failureOfCode(String(error.code)), reason: error.message };
}

const REASONS: Partial<Record<FailureKind, string>> = {
  "connection-refused": "the connection was refused, so nothing listens there",
  "connection-reset": "the connection was reset",
  "connection-closed": "the connection was closed at once",
  "connection-timeout": "there was no answer in time",
  "handshake-timeout": "there was no answer to the TLS handshake in time",
  unreachable: "the host cannot be reached",
};

/** The error of a run whose first connection failed: `load-tls-failed`, `load-unreachable` or one that a proxy is to blame for. */
export function openingError(plan: LoadPlan, { kind, reason, error }: DialFailure): Error {
  if (error !== undefined) return error;
  const target = originText(plan.origin);
  if (kind === "tls") return errors.load.tlsFailed({ target, reason });
  const via = plan.proxy === undefined ? "" : ` (through the proxy ${plan.proxy.host}:${plan.proxy.port})`;
  const socket = plan.socketPath === undefined ? "" : ` (at ${plan.socketPath})`;
  return errors.load.unreachable({ target: `${target}${via}${socket}`, reason: REASONS[kind] ?? reason });
}
