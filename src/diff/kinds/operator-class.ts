import type { OperatorClassObject } from "../../catalog/schema/index.ts";
import type { Kind } from "./kind.ts";
import { spell, spellName } from "./spell.ts";

const signature = (object: OperatorClassObject): string =>
  `OPERATOR CLASS ${spellName(object)} USING ${spell(object.method)}`;

export const operatorClass: Kind<OperatorClassObject> = {
  kind: "operator-class",
  create: (object) => [{ sql: createClass(object) }],
  drop: (object) => [{ sql: `DROP ${signature(object)}` }],
  alter: () => "recreate",
  phrase: signature,
  grantPhrase: () => null,
};

function createClass(object: OperatorClassObject): string {
  const { type, method, familyName, members, storage } = object;
  const parts = [...members, ...(storage === null ? [] : [`STORAGE ${storage}`])];
  // A class without members has to say something: its own type as storage is what holds anyway.
  const body = parts.length === 0 ? `STORAGE ${type}` : parts.join(", ");
  const standard = object.isDefault ? " DEFAULT" : "";
  return `CREATE OPERATOR CLASS ${spellName(object)}${standard} FOR TYPE ${type} USING ${spell(method)} FAMILY ${familyName} AS ${body}`;
}
