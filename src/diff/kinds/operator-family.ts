import type { OperatorFamilyObject } from "../../catalog/schema/index.ts";
import type { Action } from "./action.ts";
import type { Kind } from "./kind.ts";
import { spell, spellName } from "./spell.ts";

const signature = (object: OperatorFamilyObject): string =>
  `OPERATOR FAMILY ${spellName(object)} USING ${spell(object.method)}`;

export const operatorFamily: Kind<OperatorFamilyObject> = {
  kind: "operator-family",
  create: (object) => [{ sql: `CREATE ${signature(object)}` }, ...add(object, object.members)],
  drop: (object) => [{ sql: `DROP ${signature(object)}` }],
  alter: (from, to) => ({
    actions: [
      ...remove(
        to,
        from.members.filter((member) => !to.members.includes(member)),
      ),
      ...add(
        to,
        to.members.filter((member) => !from.members.includes(member)),
      ),
    ],
  }),
  phrase: signature,
  grantPhrase: () => null,
};

const add = (object: OperatorFamilyObject, members: readonly string[]): readonly Action[] =>
  members.length === 0 ? [] : [{ sql: `ALTER ${signature(object)} ADD ${members.join(", ")}` }];

const remove = (object: OperatorFamilyObject, members: readonly string[]): readonly Action[] =>
  members.length === 0 ? [] : [{ sql: `ALTER ${signature(object)} DROP ${members.map(place).join(", ")}` }];

/** `OPERATOR 1 (integer, bigint)`: what DROP calls a member, without its name. */
function place(member: string): string {
  const [, kind = "", number = "", rest = ""] = /^(OPERATOR|FUNCTION) (\d+) (.*)$/s.exec(member) ?? [];
  const types =
    kind === "FUNCTION" ? /^\((.*?)\) /s.exec(rest)?.[1] : /\(([^()]*)\)(?: FOR ORDER BY .*)?$/s.exec(rest)?.[1];
  return `${kind} ${number} (${types ?? ""})`;
}
