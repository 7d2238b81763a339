import type { ObjectId, SequenceObject } from "../../catalog/schema/index.ts";
import type { Action } from "./action.ts";
import type { Context, Kind } from "./kind.ts";
import { sequenceChanges, sequenceClauses } from "./sequence-settings.ts";
import { stepInside } from "./sequence-place.ts";
import { spellName } from "./spell.ts";

/** Its owning column is a facet: the sequence is there before the table, whose default needs it. */
export const sequence: Kind<SequenceObject> = {
  kind: "sequence",
  // What an identity column has of it is the column's.
  compared: ({ type, settings, persistence, identityOf }) => ({
    persistence,
    ...(identityOf === null ? { type, settings } : { identityOf }),
  }),
  create: (object) => (object.identityOf === null ? [{ sql: createSequence(object) }] : []),
  drop: (object) => (object.identityOf === null ? [{ sql: `DROP SEQUENCE ${spellName(object)}` }] : []),
  alter: (from, to, context) =>
    from.identityOf === to.identityOf
      ? {
          actions: [
            ...changePersistence(from, to, context),
            ...(to.identityOf === null ? changeSettings(from, to) : []),
          ],
        }
      : "recreate",
  isTouched: (object, context) => ownersOf(object, context).some((id) => takesItAlong(id, object, context)),
  goesWith: ({ ownedBy, identityOf }) => [ownedBy, identityOf].filter((id) => id !== null),
  phrase: (object) => `SEQUENCE ${spellName(object)}`,
  claims: (object) => [`relation ${spellName(object)}`],
};

function createSequence(object: SequenceObject): string {
  const unlogged = object.persistence === "unlogged" ? "UNLOGGED " : "";
  return [
    `CREATE ${unlogged}SEQUENCE ${spellName(object)} AS ${object.type}`,
    ...sequenceClauses(object.settings, object.type),
  ].join(" ");
}

/** From 15 on a table that becomes unlogged, or logged, takes its sequences along. */
function changePersistence(from: SequenceObject, to: SequenceObject, context: Context): readonly Action[] {
  const owners = ownersOf(to, context);
  if (from.persistence === to.persistence && !owners.some((id) => takesItAlong(id, to, context))) return [];
  const how = to.persistence === "unlogged" ? "UNLOGGED" : "LOGGED";
  return [{ sql: `ALTER SEQUENCE ${spellName(to)} SET ${how}`, needs: owners }];
}

/** Before and after. */
const ownersOf = ({ id }: SequenceObject, { current, desired }: Context): readonly ObjectId[] =>
  [current, desired].flatMap((side) => {
    const object = side.object(id);
    if (object?.kind !== "sequence") return [];
    return side.object(object.identityOf ?? object.ownedBy ?? "")?.parent ?? [];
  });

function takesItAlong(table: ObjectId, { persistence }: SequenceObject, { current, desired }: Context): boolean {
  const [before, after] = [current.object(table), desired.object(table)];
  if (before?.kind !== "table" || after?.kind !== "table" || before.persistence === after.persistence) return false;
  return after.persistence !== persistence && current.model.serverVersion >= FOLLOWING_SINCE;
}

const FOLLOWING_SINCE = 150_000;

function changeSettings(from: SequenceObject, to: SequenceObject): readonly Action[] {
  const type = from.type === to.type ? [] : [`AS ${to.type}`];
  const clauses = [...type, ...sequenceChanges(from.settings, to.settings, type.length > 0)];
  if (clauses.length === 0) return [];
  const { before, restart } = stepInside(from.settings, to.settings, spellName(to));
  return [...before, { sql: [`ALTER SEQUENCE ${spellName(to)}`, ...clauses, ...restart].join(" ") }];
}
