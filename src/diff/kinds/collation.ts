import type { CollationObject } from "../../catalog/schema/index.ts";
import type { Kind } from "./kind.ts";
import { literal, spellName } from "./spell.ts";

export const collation: Kind<CollationObject> = {
  kind: "collation",
  create: (object) => [{ sql: `CREATE COLLATION ${spellName(object)} (${parts(object).join(", ")})` }],
  drop: (object) => [{ sql: `DROP COLLATION ${spellName(object)}` }],
  alter: () => "recreate",
  phrase: (object) => `COLLATION ${spellName(object)}`,
  grantPhrase: () => null,
};

const parts = ({ provider, locale, collate, ctype, deterministic, rules }: CollationObject): readonly string[] => [
  `PROVIDER = ${provider}`,
  ...(locale === null ? [] : [`LOCALE = ${literal(locale)}`]),
  ...(collate === null ? [] : [`LC_COLLATE = ${literal(collate)}`]),
  ...(ctype === null ? [] : [`LC_CTYPE = ${literal(ctype)}`]),
  ...(deterministic ? [] : ["DETERMINISTIC = false"]),
  ...(rules === null ? [] : [`RULES = ${literal(rules)}`]),
];
