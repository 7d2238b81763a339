import type { AggregateObject } from "../../catalog/schema/index.ts";
import type { Alteration } from "./action.ts";
import type { Kind } from "./kind.ts";
import { spellName } from "./spell.ts";

const parameters = (text: string): string => (text === "" ? "*" : text);

const signature = (object: AggregateObject): string =>
  `AGGREGATE ${spellName(object)}(${parameters(object.identityArguments)})`;

const statement = (object: AggregateObject, verb: string): string => {
  const attributes = object.attributes.map(({ name, value }) => (value === "" ? name : `${name} = ${value}`));
  return `${verb} AGGREGATE ${spellName(object)}(${parameters(object.arguments)}) (${attributes.join(", ")})`;
};

export const aggregate: Kind<AggregateObject> = {
  kind: "aggregate",
  create: (object) => [{ sql: statement(object, "CREATE") }],
  drop: (object) => [{ sql: `DROP ${signature(object)}` }],
  alter: alterAggregate,
  phrase: signature,
  grantPhrase: (object) => `FUNCTION ${spellName(object)}(${object.argumentTypes.join(", ")})`,
};

/** OR REPLACE cannot change what is given and what comes out. */
function alterAggregate(from: AggregateObject, to: AggregateObject): Alteration | "recreate" {
  const isSame =
    from.arguments === to.arguments && from.returns === to.returns && isHypothetical(from) === isHypothetical(to);
  return isSame ? { actions: [{ sql: statement(to, "CREATE OR REPLACE") }] } : "recreate";
}

const isHypothetical = ({ attributes }: AggregateObject): boolean =>
  attributes.some(({ name }) => name === "HYPOTHETICAL");
