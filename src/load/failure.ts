/** Why a request failed without a whole answer. An answer with the wrong status is counted by its status. */
export const FAILURE_KINDS = [
  "connection-refused",
  "connection-reset",
  "connection-closed",
  "connection-timeout",
  "handshake-timeout",
  "first-byte-timeout",
  "response-timeout",
  "unreachable",
  "dns",
  "tls",
  "proxy",
  "protocol",
  "stream-reset",
  "stream-refused",
  "local-limit",
  "other",
] as const;

export type FailureKind = (typeof FAILURE_KINDS)[number];

const BY_CODE: ReadonlyMap<string, FailureKind> = new Map([
  ["ECONNREFUSED", "connection-refused"],
  ["ECONNRESET", "connection-reset"],
  ["EPIPE", "connection-reset"],
  ["ECONNABORTED", "connection-reset"],
  ["ETIMEDOUT", "connection-timeout"],
  ["EHOSTUNREACH", "unreachable"],
  ["ENETUNREACH", "unreachable"],
  ["EHOSTDOWN", "unreachable"],
  ["ENETDOWN", "unreachable"],
  ["ENOTFOUND", "dns"],
  ["EAI_AGAIN", "dns"],
  ["EAI_FAIL", "dns"],
  ["EMFILE", "local-limit"],
  ["ENFILE", "local-limit"],
  ["EADDRNOTAVAIL", "local-limit"],
  ["ENOBUFS", "local-limit"],
  ["ENOMEM", "local-limit"],
]);

// OpenSSL's verification results as Node spells them, where they do not begin with ERR_.
const CERTIFICATE =
  /^(CERT_|CRL_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|ERROR_IN_CERT|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)|PATH_LENGTH)/;

/**
 * The kind of a system's or TLS library's error code.
 *
 * @example
 * failureOfCode("ECONNREFUSED"); // "connection-refused"
 */
export function failureOfCode(code: string): FailureKind {
  const known = BY_CODE.get(code);
  if (known !== undefined) return known;
  if (code.startsWith("ERR_SSL") || code.startsWith("ERR_TLS") || CERTIFICATE.test(code)) return "tls";
  return code === "EPROTO" ? "tls" : "other";
}
