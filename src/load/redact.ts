import type { Header } from "./plan.ts";

export const REDACTED = "[redacted]";

// Only values that are known to be harmless are shown: a list of secret names would always miss one.
const HARMLESS: ReadonlySet<string> = new Set([
  "accept",
  "accept-charset",
  "accept-encoding",
  "accept-language",
  "cache-control",
  "connection",
  "content-encoding",
  "content-language",
  "content-type",
  "host",
  "if-match",
  "if-modified-since",
  "if-none-match",
  "origin",
  "pragma",
  "prefer",
  "range",
  "user-agent",
]);
const SECRET_PARAMETER = /auth|token|key|secret|passw|pwd|sign|^sig$|session|credential|jwt|code|otp/i;

/** A header as a report may show it. @example redactHeader(["Cookie", "id=1"]); // ["Cookie", "[redacted]"] */
export function redactHeader([name, value]: Header): Header {
  return [name, HARMLESS.has(name.toLowerCase()) ? value : REDACTED];
}

/**
 * An address without user, password and the values of parameters that sound secret.
 *
 * @example
 * redactUrl("https://ada:pw@example.com/?token=abc&page=2"); // "https://example.com/?token=[redacted]&page=2"
 */
export function redactUrl(text: string): string {
  const [address, query] = splitOnce(text, "?");
  // Up to the last @ of the authority: a password may hold one itself.
  const anonymous = address.replace(/^([a-z][a-z\d+.-]*:\/\/)?[^/?#]*@/i, "$1");
  return query === undefined ? anonymous : `${anonymous}?${query.split("&").map(redactParameter).join("&")}`;
}

/** An address that cannot be read: everything up to its last @ may be a password. */
export function redactBroken(text: string): string {
  return redactUrl(text.replace(/^([a-z][a-z\d+.-]*:\/\/)?.*@/is, "$1"));
}

/** `name=value` without a value that sounds secret. */
export function redactParameter(parameter: string): string {
  const [name, value] = splitOnce(parameter, "=");
  return value !== undefined && soundsSecret(name) ? `${name}=${REDACTED}` : parameter;
}

/** True for the name of a parameter or field whose value should not be shown. */
export function soundsSecret(name: string): boolean {
  return SECRET_PARAMETER.test(name);
}

function splitOnce(text: string, separator: string): readonly [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
