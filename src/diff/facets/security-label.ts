import type { SchemaObject } from "../../catalog/schema/index.ts";
import type { Action } from "../kinds/action.ts";
import { kindOf } from "../kinds/registry.ts";
import { literal, spell } from "../kinds/spell.ts";
import type { Facet } from "./facet.ts";

const setLabel = (object: SchemaObject, provider: string, label: string | null): Action => ({
  sql: `SECURITY LABEL FOR ${spell(provider)} ON ${kindOf(object).phrase(object)} IS ${label === null ? "NULL" : literal(label)}`,
});

const setAll = (object: SchemaObject): readonly Action[] =>
  object.securityLabels.map(({ provider, label }) => setLabel(object, provider, label));

export const securityLabel: Facet = {
  name: "security-label",
  payload: (object) =>
    object.securityLabels.length === 0 || kindOf(object).phrase(object) === null ? undefined : object.securityLabels,
  create: setAll,
  drop: (object) => object.securityLabels.map(({ provider }) => setLabel(object, provider, null)),
  alter(from, to) {
    const kept = new Set(to.securityLabels.map(({ provider }) => provider));
    const gone = from.securityLabels.filter(({ provider }) => !kept.has(provider));
    return { actions: [...gone.map(({ provider }) => setLabel(from, provider, null)), ...setAll(to)] };
  },
};
