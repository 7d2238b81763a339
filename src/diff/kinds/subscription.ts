import type { SubscriptionObject } from "../../catalog/schema/index.ts";
import type { Action, Alteration } from "./action.ts";
import type { Kind } from "./kind.ts";
import { literal, spell } from "./spell.ts";

/** Never connects to the publisher: slots there, and the first copy of the rows, are for whoever runs the replication. */
export const subscription: Kind<SubscriptionObject> = {
  kind: "subscription",
  create: (object) => [{ sql: createSubscription(object) }, ...(object.enabled ? [enable(object)] : [])],
  drop: dropSubscription,
  alter: alterSubscription,
  phrase: (object) => nameOf(object),
  grantPhrase: () => null,
};

const nameOf = ({ name }: SubscriptionObject): string => `SUBSCRIPTION ${spell(name)}`;
const publications = (object: SubscriptionObject): string => object.publications.map(spell).join(", ");
const slot = ({ slot: name }: SubscriptionObject): string => `slot_name = ${name === null ? "NONE" : literal(name)}`;

const createSubscription = (object: SubscriptionObject): string =>
  `CREATE ${nameOf(object)} CONNECTION ${literal(object.connection)} PUBLICATION ${publications(object)} WITH (${[
    "connect = false",
    slot(object),
    ...object.options.map(({ name, value }) => `${name} = ${literal(value)}`),
  ].join(", ")})`;

const enable = (object: SubscriptionObject): Action => ({
  sql: `ALTER ${nameOf(object)} ${object.enabled ? "ENABLE" : "DISABLE"}`,
});

/** With a slot it would be dropped there too, which no transaction allows and which needs the publisher. */
function dropSubscription(object: SubscriptionObject): readonly Action[] {
  const left = { note: `Its slot ${object.slot ?? ""} stays at the publisher: drop it there.` };
  return [
    ...(object.enabled ? [{ sql: `ALTER ${nameOf(object)} DISABLE` }] : []),
    ...(object.slot === null ? [] : [{ sql: `ALTER ${nameOf(object)} SET (slot_name = NONE)`, ...left }]),
    { sql: `DROP ${nameOf(object)}` },
  ];
}

const FIXED = new Set(["two_phase"]);

function alterSubscription(from: SubscriptionObject, to: SubscriptionObject): Alteration | "recreate" {
  const before = new Map(from.options.map(({ name, value }) => [name, value]));
  const differing = to.options.filter(({ name, value }) => before.get(name) !== value);
  if (differing.some(({ name }) => FIXED.has(name))) return "recreate";
  const settings = [
    ...(from.slot === to.slot ? [] : [slot(to)]),
    ...differing.map(({ name, value }) => `${name} = ${literal(value)}`),
  ];
  return {
    actions: [
      ...(from.connection === to.connection
        ? []
        : [{ sql: `ALTER ${nameOf(to)} CONNECTION ${literal(to.connection)}` }]),
      ...(publications(from) === publications(to)
        ? []
        : [{ sql: `ALTER ${nameOf(to)} SET PUBLICATION ${publications(to)} WITH (refresh = false)` }]),
      ...(from.enabled && !to.enabled ? [enable(to)] : []),
      ...(settings.length === 0 ? [] : [{ sql: `ALTER ${nameOf(to)} SET (${settings.join(", ")})` }]),
      ...(!from.enabled && to.enabled ? [enable(to)] : []),
    ],
  };
}
