import type { SequenceObject, SequenceSettings } from "../../catalog/schema/index.ts";
import type { Action } from "./action.ts";
import type { Kind } from "./kind.ts";
import { sequenceChanges, sequenceClauses } from "./sequence-settings.ts";
import { literal, spellName } from "./spell.ts";

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
  alter: (from, to) =>
    from.identityOf === to.identityOf
      ? { actions: [...changePersistence(from, to), ...(to.identityOf === null ? changeSettings(from, to) : [])] }
      : "recreate",
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

function changePersistence(from: SequenceObject, to: SequenceObject): readonly Action[] {
  if (from.persistence === to.persistence) return [];
  const how = to.persistence === "unlogged" ? "UNLOGGED" : "LOGGED";
  return [{ sql: `ALTER SEQUENCE ${spellName(to)} SET ${how}` }];
}

function changeSettings(from: SequenceObject, to: SequenceObject): readonly Action[] {
  const type = from.type === to.type ? [] : [`AS ${to.type}`];
  const clauses = [...type, ...sequenceChanges(from.settings, to.settings, type.length > 0)];
  if (clauses.length === 0) return [];
  const restart = isApart(from.settings, to.settings) ? ` RESTART WITH ${to.settings.start}` : "";
  return [...moveInside(from, to), { sql: `ALTER SEQUENCE ${spellName(to)} ${clauses.join(" ")}${restart}` }];
}

const isApart = (from: SequenceSettings, to: SequenceSettings): boolean =>
  BigInt(to.minimum) > BigInt(from.maximum) || BigInt(to.maximum) < BigInt(from.minimum);

/** The next value must lie within the new bounds before they are set. */
function moveInside({ settings: from }: SequenceObject, to: SequenceObject): readonly Action[] {
  const { minimum, maximum } = to.settings;
  const isInside = BigInt(from.start) >= BigInt(minimum) && BigInt(from.start) <= BigInt(maximum);
  if (isInside || isApart(from, to.settings)) return [];
  const position = `greatest(${minimum}, least(${maximum}, last_value))`;
  return [{ sql: `SELECT pg_catalog.setval(${literal(spellName(to))}, ${position}, is_called) FROM ${spellName(to)}` }];
}
