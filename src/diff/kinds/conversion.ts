import type { ConversionObject } from "../../catalog/schema/index.ts";
import type { Kind } from "./kind.ts";
import { literal, spellName } from "./spell.ts";

export const conversion: Kind<ConversionObject> = {
  kind: "conversion",
  create: (object) => [{ sql: createConversion(object) }],
  drop: (object) => [{ sql: `DROP CONVERSION ${spellName(object)}` }],
  alter: () => "recreate",
  phrase: (object) => `CONVERSION ${spellName(object)}`,
  grantPhrase: () => null,
};

function createConversion(object: ConversionObject): string {
  const standard = object.isDefault ? "DEFAULT " : "";
  return `CREATE ${standard}CONVERSION ${spellName(object)} FOR ${literal(object.from)} TO ${literal(object.to)} FROM ${object.function}`;
}
