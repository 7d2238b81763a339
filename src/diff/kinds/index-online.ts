import type { IndexObject } from "../../catalog/schema/index.ts";
import type { Action, Alteration } from "./action.ts";
import { extrasOfNew } from "./index-extras.ts";
import type { Context } from "./kind.ts";
import { spell, spellName, withSuffix } from "./spell.ts";

/** Built without a lock that writers wait for: where somebody may be writing, and where the server can. */
export const isConcurrent = (object: IndexObject, { online, isCreated }: Context): boolean =>
  online && !object.isPartitioned && !isCreated(object.parent ?? "");

/** `CREATE INDEX …` → `CREATE INDEX CONCURRENTLY …`. An interrupted one leaves an invalid index behind. */
export const concurrently = (definition: string): Action => ({
  sql: definition.replace(/^CREATE (UNIQUE )?INDEX /, "CREATE $1INDEX CONCURRENTLY "),
  transactional: false,
});

/** Nothing but its own facets stands on it: a foreign key would have to go with the old one. */
export function isReplaceable(from: IndexObject, to: IndexObject, context: Context): boolean {
  const isPart = from.partitionOf !== null || to.partitionOf !== null;
  const isFree = [...context.neededBy(from.id)].every((id) => id.startsWith('["facet:'));
  return isConcurrent(to, context) && !isPart && isFree && from.parent === to.parent && !isTakenAlong(from, context);
}

/** A column under a new type takes its indexes along, or fails where they do not know that type; one made anew takes them away. */
function isTakenAlong({ id, parent }: IndexObject, { current, desired, neededBy, isCreated }: Context): boolean {
  return current.childrenOf(parent ?? "", "column").some((column) => {
    const after = desired.object(column.id);
    if (after?.kind !== "column") return false;
    const isOther = after.type !== column.type || after.collation !== column.collation || isCreated(after.id);
    return isOther && Array.from(neededBy(column.id)).includes(id);
  });
}

/** The new one is built under another name and takes the old one's place: there is always one to answer queries. */
export function replaceIndex(from: IndexObject, to: IndexObject): Alteration {
  const name = withSuffix(to.name, "_new");
  const aside = { schema: to.schema, name };
  const built = to.definition.replace(` INDEX ${spell(to.name)} ON `, () => ` INDEX ${spell(name)} ON `);
  return {
    actions: [
      concurrently(built),
      { sql: `DROP INDEX CONCURRENTLY ${spellName(from)}`, transactional: false },
      { sql: `ALTER INDEX ${spellName(aside)} RENAME TO ${spell(to.name)}` },
      ...extrasOfNew(to),
    ],
    disturbs: ["comment", "cluster", "replica-identity"],
  };
}
