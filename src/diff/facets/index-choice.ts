import { objectId, type ObjectId, type SchemaObject } from "../../catalog/schema/index.ts";
import type { Action } from "../kinds/action.ts";
import { spell, spellName } from "../kinds/spell.ts";
import type { Facet } from "./facet.ts";

const indexNamed = (object: SchemaObject, name: string): ObjectId => objectId("index", object.schema ?? "", name);

type Identity = Extract<SchemaObject, { kind: "table" }>["replicaIdentity"];

const identityOf = (object: SchemaObject): Identity =>
  object.kind === "table" ? object.replicaIdentity : { kind: "default" };

function identify(object: SchemaObject, identity: Identity): readonly Action[] {
  const words = identity.kind === "index" ? `USING INDEX ${spell(identity.index)}` : identity.kind.toUpperCase();
  return [{ sql: `ALTER TABLE ONLY ${spellName(object)} REPLICA IDENTITY ${words}` }];
}

export const replicaIdentity: Facet = {
  name: "replica-identity",
  payload: (object) => (identityOf(object).kind === "default" ? undefined : identityOf(object)),
  needs(object) {
    const identity = identityOf(object);
    return identity.kind === "index" ? [indexNamed(object, identity.index)] : [];
  },
  create: (object) => identify(object, identityOf(object)),
  drop: (object) => identify(object, { kind: "default" }),
  alter: (_from, to) => ({ actions: identify(to, identityOf(to)) }),
};

const clusterOf = (object: SchemaObject): string | null =>
  object.kind === "table" || object.kind === "materialized-view" ? object.clusteredOn : null;

const cluster = (object: SchemaObject, name: string | null): readonly Action[] => [
  {
    sql: `ALTER ${object.kind === "table" ? "TABLE" : "MATERIALIZED VIEW"} ${spellName(object)} ${name === null ? "SET WITHOUT CLUSTER" : `CLUSTER ON ${spell(name)}`}`,
  },
];

export const clusteredOn: Facet = {
  name: "cluster",
  payload: (object) => clusterOf(object) ?? undefined,
  needs: (object) => [indexNamed(object, clusterOf(object) ?? "")],
  create: (object) => cluster(object, clusterOf(object)),
  drop: (object) => cluster(object, null),
  alter: (_from, to) => ({ actions: cluster(to, clusterOf(to)) }),
};
