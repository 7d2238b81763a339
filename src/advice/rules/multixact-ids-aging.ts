import type { Severity } from "../../kit/index.ts";
import { ofThing } from "../found.ts";
import { displayName, sqlName } from "../names.ts";
import { storedTables } from "../own-tables.ts";
import type { Rule, Situation } from "../situation.ts";

/** Ids count to two thousand million; three million before that the server takes no more writes. */
const LAST = 2_147_483_647 - 3_000_000;
const USUAL_LIMIT = 400_000_000;
/** Autovacuum begins at its limit: half as much again says that it does not get through. */
const LATE = 1.5;
const URGENT = LAST / 2;
const SHOWN = 5;

/** Multixact ids that run out before old rows are frozen. */
export const multixactIdsAging: Rule = {
  code: "multixact-ids-aging",
  find: (situation) => {
    const age = situation.server?.counters?.multixactAge ?? 0;
    const limit = Number(situation.server?.settings["autovacuum_multixact_freeze_max_age"] ?? USUAL_LIMIT);
    return age < limit * LATE ? [] : [findingOf(situation, age, limit)];
  },
};

function findingOf(situation: Situation, age: number, limit: number) {
  const oldest = storedTables(situation)
    .toSorted((a, b) => (b.multixactAge ?? 0) - (a.multixactAge ?? 0))
    .slice(0, SHOWN)
    .filter((table) => (table.multixactAge ?? 0) >= limit);
  return ofThing(
    multixactIdsAging.code,
    { kind: "database", name: situation.catalog.database.name },
    {
      severity: severityOf(age),
      evidence: { age, limit, left: LAST - age, oldestTables: oldest.map(displayName) },
      ...(oldest.length === 0 ? {} : { fix: oldest.map((table) => `VACUUM (FREEZE) ${sqlName(table)};`).join("\n") }),
    },
  );
}

const severityOf = (age: number): Severity => (age >= URGENT ? "error" : "warning");
