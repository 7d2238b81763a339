import type { StatisticsObject } from "../../catalog/schema/index.ts";
import type { Action, Alteration } from "./action.ts";
import type { Kind } from "./kind.ts";
import { spellName } from "./spell.ts";

export const statistics: Kind<StatisticsObject> = {
  kind: "statistics",
  compared: ({ definition, target }) => ({ definition: unordered(definition), target }),
  create: (object) => [{ sql: object.definition }, ...(object.target === null ? [] : [setTarget(object)])],
  drop: (object) => [{ sql: `DROP STATISTICS ${spellName(object)}` }],
  alter: (from, to): Alteration | "recreate" =>
    unordered(from.definition) === unordered(to.definition) ? { actions: [setTarget(to)] } : "recreate",
  phrase: (object) => `STATISTICS ${spellName(object)}`,
  grantPhrase: () => null,
};

/** The server keeps its columns in the order that they have in the table, which a table that has grown has in another way. */
const unordered = (definition: string): string =>
  definition
    .split(/[\s,]+/)
    .sort()
    .join(" ");

const setTarget = (object: StatisticsObject): Action => ({
  sql: `ALTER STATISTICS ${spellName(object)} SET STATISTICS ${object.target ?? -1}`,
});
