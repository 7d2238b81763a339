import type { Session } from "../../catalog/index.ts";
import { readSchema, type SchemaModel } from "../../catalog/schema/index.ts";
import { planBetween } from "../plan/plan.ts";

/**
 * Makes a schema in an empty database. Answers what could not be planned; a statement that the server refuses is its error.
 * The session's user stands for who owns what nobody else does.
 */
export async function rebuild(session: Session, model: SchemaModel): Promise<readonly string[]> {
  const { batches, refused } = planBetween(await readSchema(session), model, { role: session.user, online: false });
  if (refused.length > 0) return refused;
  await session.script("SET check_function_bodies = off");
  for (const { sql } of batches.flatMap(({ steps }) => steps)) await session.script(sql);
  return [];
}
