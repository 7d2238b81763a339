/**
 * A connection string that may be shown: user and password become `***`, also in malformed ones.
 *
 * @example
 * redactUrl("postgres://ada:secret@db/shop?sslpassword=x"); // "postgres://***@db/shop?sslpassword=***"
 */
export function redactUrl(text: string): string {
  return text
    .replace(/^((?:[a-z][a-z0-9+.-]*:?\/\/)?).*@/is, "$1***@")
    .replace(/((?:ssl)?password\s*=\s*)('(?:[^'\\]|\\.)*'?|[^&\s#]*)/gi, "$1***");
}
