import type { EnumObject } from "../../catalog/schema/index.ts";
import type { Action, Alteration } from "./action.ts";
import type { Context, Kind } from "./kind.ts";
import { replaceType } from "./replace-type.ts";
import { literal, spellName } from "./spell.ts";

const createEnum = (object: EnumObject): string =>
  `CREATE TYPE ${spellName(object)} AS ENUM (${object.labels.map(literal).join(", ")})`;

export const enumType: Kind<EnumObject> = {
  kind: "enum",
  create: (object) => [{ sql: createEnum(object) }],
  drop: (object) => [{ sql: `DROP TYPE ${spellName(object)}` }],
  alter: alterEnum,
  phrase: (object) => `TYPE ${spellName(object)}`,
  claims: (object) => [`type ${spellName(object)}`],
};

/** New labels are added where they belong; a label that goes, or another order, takes a new type. */
function alterEnum(from: EnumObject, to: EnumObject, context: Context): Alteration | "recreate" {
  const kept = to.labels.filter((label) => from.labels.includes(label));
  const isGrown = kept.length === from.labels.length && kept.every((label, index) => label === from.labels[index]);
  if (isGrown) return { actions: addLabels(from, to) };
  return replaceType(from, context, [{ sql: createEnum(to), hazards: [removal(from, to)] }]);
}

const removal = (from: EnumObject, to: EnumObject) =>
  ({
    code: "data-dependent",
    what: `rows with ${from.labels
      .filter((label) => !to.labels.includes(label))
      .map(literal)
      .join(", ")} of ${spellName(from)}`,
  }) as const;

/** A label cannot be used in the transaction that adds it. */
function addLabels(from: EnumObject, to: EnumObject): readonly Action[] {
  const known = new Set(from.labels);
  return to.labels.flatMap((label, index) => {
    if (known.has(label)) return [];
    const before = to.labels[index - 1];
    const next = to.labels.slice(index + 1).find((other) => known.has(other));
    const place =
      next === undefined ? "" : before === undefined ? ` BEFORE ${literal(next)}` : ` AFTER ${literal(before)}`;
    known.add(label);
    return [{ sql: `ALTER TYPE ${spellName(to)} ADD VALUE ${literal(label)}${place}`, commitsAfter: true }];
  });
}
