/**
 * A media type without its parameters, in lower case.
 *
 * @example
 * bareType("Application/JSON; charset=utf-8"); // "application/json"
 */
export function bareType(type: string): string {
  return (type.split(";", 1)[0] ?? "").trim().toLowerCase();
}
