import type { OperatorObject } from "../../catalog/schema/index.ts";
import type { Alteration } from "./action.ts";
import type { Kind } from "./kind.ts";
import { spell } from "./spell.ts";

/** The name is symbols only and never quoted. */
const nameOf = ({ schema, name }: OperatorObject): string => `${spell(schema ?? "")}.${name}`;

const signature = (object: OperatorObject): string =>
  `OPERATOR ${nameOf(object)} (${object.left ?? "NONE"}, ${object.right ?? "NONE"})`;

export const operator: Kind<OperatorObject> = {
  kind: "operator",
  create: (object) => [{ sql: `CREATE OPERATOR ${nameOf(object)} (${parts(object).join(", ")})` }],
  drop: (object) => [{ sql: `DROP ${signature(object)}` }],
  alter: alterOperator,
  phrase: signature,
  grantPhrase: () => null,
};

const parts = (object: OperatorObject): readonly string[] => [
  ...(object.left === null ? [] : [`LEFTARG = ${object.left}`]),
  ...(object.right === null ? [] : [`RIGHTARG = ${object.right}`]),
  `FUNCTION = ${object.function}`,
  ...(object.commutator === null ? [] : [`COMMUTATOR = ${object.commutator}`]),
  ...(object.negator === null ? [] : [`NEGATOR = ${object.negator}`]),
  ...(object.restrict === null ? [] : [`RESTRICT = ${object.restrict}`]),
  ...(object.join === null ? [] : [`JOIN = ${object.join}`]),
  ...(object.hashes ? ["HASHES"] : []),
  ...(object.merges ? ["MERGES"] : []),
];

/** Only the estimators can be changed in place, on every version. */
function alterOperator(from: OperatorObject, to: OperatorObject): Alteration | "recreate" {
  const others = ({ restrict: _restrict, join: _join, ...rest }: OperatorObject): string =>
    parts({ ...rest, restrict: null, join: null }).join();
  if (others(from) !== others(to)) return "recreate";
  return {
    actions: [{ sql: `ALTER ${signature(to)} SET (RESTRICT = ${to.restrict ?? "NONE"}, JOIN = ${to.join ?? "NONE"})` }],
  };
}
