import type { Member } from "./groups.ts";
import { wordsOf } from "./groups.ts";
import type { LockMode } from "./measured.ts";
import type { HeldLock } from "./locks.ts";
import type { Targets } from "./targets.ts";

interface Declared {
  readonly pattern: RegExp;
  readonly tables: LockMode;
  readonly indexes: LockMode;
}

// What gates see on PostgreSQL 15 and 18: test/live/shadow-alone.test.ts holds each line against it.
const DECLARED: readonly Declared[] = [
  { pattern: /^VACUUM\b.*\bFULL\b/, tables: "access-exclusive", indexes: "access-exclusive" },
  { pattern: /^CLUSTER\b/, tables: "access-exclusive", indexes: "access-exclusive" },
  { pattern: /^REINDEX\b(?!.*\bCONCURRENTLY\b)/, tables: "share", indexes: "access-exclusive" },
  { pattern: /^ALTER TABLE\b.*\bDETACH\b/, tables: "access-exclusive", indexes: "access-exclusive" },
  {
    pattern: /^(?:VACUUM|REINDEX|DROP INDEX|CREATE (?:UNIQUE )?INDEX)\b/,
    tables: "share-update-exclusive",
    indexes: "share-update-exclusive",
  },
];

/** Locks by a statement's kind, for a server that has one session only: no other one could watch. */
export function declaredLocks(member: Member, { tables, indexes }: Targets): readonly HeldLock[] {
  const words = wordsOf(member).join(" ");
  const found = DECLARED.find(({ pattern }) => pattern.test(words));
  if (found === undefined) return [];
  return [
    ...tables.map(({ oid }) => ({ oid, mode: found.tables })),
    ...indexes.map(({ oid }) => ({ oid, mode: found.indexes })),
  ];
}
