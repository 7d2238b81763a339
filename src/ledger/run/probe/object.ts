import type { Session } from "../../../catalog/index.ts";
import { readName } from "../../../sql/index.ts";
import type { Step } from "../../step.ts";
import { AFRESH, ALREADY, type Ready } from "./ready.ts";
import { nameAfter } from "./words.ts";

/** Where an object is found by its bare name. */
const LOOKUPS: ReadonlyMap<string, string> = new Map([
  ["DATABASE", "select 1 from pg_catalog.pg_database where datname = $1"],
  ["TABLESPACE", "select 1 from pg_catalog.pg_tablespace where spcname = $1"],
  ["SUBSCRIPTION", "select 1 from pg_catalog.pg_subscription where subname = $1"],
]);

/** What was to be made and is there, or was to be dropped and is gone, was completed by the earlier try. */
export async function probeObject(session: Session, step: Step): Promise<Ready> {
  const [verb = "", kind = ""] = step.words.split(" ");
  const written = nameAfter(step.tokens, [kind]);
  if (written === undefined || !/^(CREATE|DROP)$/.test(verb)) return AFRESH;
  const isThere = await exists(session, kind, written);
  if (isThere === undefined) return AFRESH;
  return isThere === (verb === "CREATE") ? ALREADY : AFRESH;
}

async function exists(session: Session, kind: string, written: string): Promise<boolean | undefined> {
  if (kind === "INDEX") {
    const [row] = await session.query("select pg_catalog.to_regclass($1) is not null as found", [written]);
    return row?.["found"] === true;
  }
  const lookup = LOOKUPS.get(kind);
  const name = readName(written);
  if (lookup === undefined || name === undefined) return undefined;
  return (await session.query(lookup, [name.name])).length > 0;
}
