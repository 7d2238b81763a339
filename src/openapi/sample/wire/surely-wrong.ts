import type { Operation, Schema } from "../../index.ts";
import type { BrokenRequest } from "./broken.ts";

/**
 * Whether a server can tell that the request is broken. The placeholder of a credential stands where a missing header would, HTTP itself
 * needs the length, and an exploded object without properties cannot be told from none.
 *
 * @example
 * brokenRequests(listOrders, model).filter((wrong) => isSurelyWrong(listOrders, wrong));
 */
export function isSurelyWrong(
  { parameters }: Operation,
  { in: place, subject, rule, request }: BrokenRequest,
): boolean {
  if (place === "header" && /^content-length$/i.test(subject)) return false;
  if (rule !== "required") return true;
  if (place === "header")
    return !Object.keys(request.headers).some((name) => name.toLowerCase() === subject.toLowerCase());
  const found = parameters.find((one) => one.in === place && one.name === subject);
  return found === undefined || !found.explode || isScalar(found.schema);
}

const isScalar = (schema: Schema): boolean =>
  typeof schema === "object" && schema.types !== undefined && !schema.types.includes("object");
