import { type Course, relationsNow } from "../course.ts";
import { refusalOf } from "../failure.ts";
import type { Member } from "../groups.ts";
import { quoteName } from "../../../sql/index.ts";
import { targetsOf } from "../targets.ts";
import { silenceTriggers } from "./silent.ts";
import { readRows } from "./snapshot.ts";

/** Empties the tables that a statement names and their partitions, or all of them; false where there was nothing left to remove. */
export async function removeRows(course: Course, member: Member, isAll: boolean): Promise<boolean> {
  const { shadow, tally } = course;
  if (tally === undefined) return false;
  const relations = await relationsNow(course);
  const targets = isAll ? [...relations.values()] : (await targetsOf(shadow.runner, member, relations)).tables;
  const tables = targets.filter(({ kind, oid }) => kind === "table" && (tally.rows.get(oid)?.rows.length ?? 0) > 0);
  if (tables.length === 0) return !isAll && (await removeRows(course, member, true));
  const names = tables.map(({ name }) => quoteName(name, "postgresql"));
  // Triggers and keys stay silent, so that no other table loses rows with them.
  const refusal = await refusalOf(async () => {
    await tally.session.script("BEGIN");
    await silenceTriggers(tally.session);
    await tally.session.script(`${names.map((name) => `DELETE FROM ONLY ${name}`).join("; ")}; COMMIT`);
  });
  if (refusal !== null) await tally.session.script("ROLLBACK");
  tally.rows = await readRows(tally.session);
  return refusal === null;
}
