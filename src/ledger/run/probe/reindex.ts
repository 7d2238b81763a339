import { quoteName } from "../../../sql/index.ts";
import type { Step } from "../../step.ts";
import { untilAborted } from "../interrupt.ts";
import type { StepPlace } from "../step-place.ts";
import { AFRESH, type Ready } from "./ready.ts";
import { nameAfter } from "./words.ts";

// The names are the server's own: index.c, "ChooseRelationName(... "ccnew")"; a broken swap leaves "ccold".
const LEFT = `
  select n.nspname::text as schema, c.relname::text as name
  from pg_catalog.pg_index i
  join pg_catalog.pg_class c on c.oid = i.indexrelid
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where not i.indisvalid and c.relname ~ '_cc(new|old)[0-9]*$' and not exists (
      select from pg_catalog.pg_stat_progress_create_index p where p.index_relid = i.indexrelid)
    and (i.indrelid = pg_catalog.to_regclass($1) or i.indrelid = (
      select o.indrelid from pg_catalog.pg_index o where o.indexrelid = pg_catalog.to_regclass($1)))`;

/** A broken REINDEX CONCURRENTLY leaves an INVALID copy beside the index: it is dropped before the next try. */
export async function probeReindex({ parts }: StepPlace, step: Step): Promise<Ready> {
  const target = nameAfter(step.tokens, ["INDEX", "TABLE"]);
  if (target === undefined) return AFRESH;
  const left = await parts.session.query(LEFT, [target]);
  await parts.session.script("set lock_timeout = 0");
  const names = left.map((row) =>
    quoteName({ schema: String(row["schema"]), name: String(row["name"]) }, "postgresql"),
  );
  for (const name of names) await untilAborted(parts.signal, parts.session.script(`drop index concurrently ${name}`));
  if (names.length === 0) return AFRESH;
  return { kind: "run", note: `INVALID copies left by an earlier try were dropped: ${names.join(", ")}` };
}
