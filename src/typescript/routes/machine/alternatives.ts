import type { Value } from "../value.ts";
import type { Machine } from "./machine.ts";

const STATUSES = ["statusCode", "status", "code", "httpStatus"] as const;

/**
 * What a request may get: `badRequest(error)` or `ok(user)`, each with a status of its own, are all of them. Undefined where values do not
 * tell each other apart in that way.
 */
export function alternatives({ recorder }: Machine, values: readonly Value[]): Value | undefined {
  if (recorder === undefined) return undefined;
  const each = values.flatMap((one) => (one.kind === "unknown" && one.either !== undefined ? one.either : [one]));
  const either = each.filter(
    (one) => one.kind === "object" && STATUSES.some((name) => one.properties.get(name)?.kind === "constant"),
  );
  return either.length > 1 ? { kind: "unknown", either } : undefined;
}
