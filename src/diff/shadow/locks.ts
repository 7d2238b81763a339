import { relationKey, type Row, type Session } from "../../catalog/index.ts";
import { sortedBy } from "../../kit/index.ts";
import { textOf } from "./cells.ts";
import { lockModes, type LockMode, type RelationLock } from "./measured.ts";
import type { Relations } from "./relations.ts";

/** A lock by the relation's OID. */
export interface HeldLock {
  readonly oid: string;
  readonly mode: LockMode;
}

const OF_RELATIONS = `from pg_catalog.pg_locks l
  where l.locktype operator(pg_catalog.=) 'relation' and l.database operator(pg_catalog.=)
    (select d.oid from pg_catalog.pg_database d where d.datname operator(pg_catalog.=) pg_catalog.current_database())`;

const OWN = `select l.relation::text as oid, l.mode ${OF_RELATIONS} and l.pid operator(pg_catalog.=) pg_catalog.pg_backend_pid()`;

const OF_OTHER = `select l.relation::text as oid, l.mode ${OF_RELATIONS} and l.pid operator(pg_catalog.=) $1::int4`;

/** The locks that this session's transaction holds. */
export async function ownLocks(session: Session): Promise<readonly HeldLock[]> {
  return (await session.query(OWN)).flatMap(lockOf);
}

/** The locks that another backend holds or waits for. */
export async function locksOf(watcher: Session, backend: number): Promise<readonly HeldLock[]> {
  return (await watcher.query(OF_OTHER, [backend])).flatMap(lockOf);
}

function lockOf(row: Row): readonly HeldLock[] {
  const mode = MODES.get(textOf(row, "mode"));
  return mode === undefined ? [] : [{ oid: textOf(row, "oid"), mode }];
}

/** `AccessExclusiveLock` is "access-exclusive". */
const MODES: ReadonlyMap<string, LockMode> = new Map(
  lockModes.map((mode) => [
    `${mode.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())}Lock`,
    mode,
  ]),
);

/** The strongest lock of each relation that was there before, sorted by schema and name. */
export function strongestLocks(held: readonly HeldLock[], before: Relations): readonly RelationLock[] {
  const strongest = new Map<string, LockMode>();
  for (const { oid, mode } of held) if (isStronger(mode, strongest.get(oid))) strongest.set(oid, mode);
  const locks = [...strongest].flatMap(([oid, mode]): readonly RelationLock[] => {
    const relation = before.get(oid);
    if (relation === undefined || relation.kind === "other") return [];
    return [{ relation: relation.name, relationKind: relation.kind, mode }];
  });
  return sortedBy(locks, ({ relation }) => relationKey(relation));
}

/** Whether the first mode is stronger than the second; every mode is stronger than none. */
function isStronger(mode: LockMode, than: LockMode | undefined): boolean {
  return than === undefined || lockModes.indexOf(mode) > lockModes.indexOf(than);
}

/** Whether a mode makes those wait who write, or also those who read. */
export const blocksWriters = (mode: LockMode): boolean => lockModes.indexOf(mode) >= lockModes.indexOf("share");

/** Whether who holds this mode may have changed rows. */
export const writes = (mode: LockMode): boolean => lockModes.indexOf(mode) >= lockModes.indexOf("row-exclusive");
