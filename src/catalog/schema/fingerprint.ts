import { createHash } from "node:crypto";
import type { SchemaModel } from "./model.ts";

/**
 * A hash of everything in a model: two databases with the same one hold the same schema, as far as servers of one major tell.
 * SHA-256 in hexadecimal digits.
 *
 * @example
 * const hash = fingerprint(await readSchema(session));
 */
export function fingerprint(model: SchemaModel): string {
  const hash = createHash("sha256");
  for (const object of model.objects.values()) hash.update(`${JSON.stringify(object)}\n`);
  for (const { catalog, description } of model.unmodelled) hash.update(`${catalog} ${description}\n`);
  return hash.digest("hex");
}
