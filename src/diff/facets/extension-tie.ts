import type { SchemaObject } from "../../catalog/schema/index.ts";
import { objectId } from "../../catalog/schema/index.ts";
import type { Action } from "../kinds/action.ts";
import { kindOf } from "../kinds/registry.ts";
import { spell } from "../kinds/spell.ts";
import type { Facet } from "./facet.ts";

/** Those that ALTER … DEPENDS ON EXTENSION takes. */
const KINDS = new Set<SchemaObject["kind"]>(["routine", "trigger", "materialized-view", "index"]);

const tied = (object: SchemaObject): readonly string[] => (KINDS.has(object.kind) ? object.dependsOnExtensions : []);

const tie = (object: SchemaObject, no: "" | "NO ", extension: string): Action => ({
  sql: `ALTER ${kindOf(object).phrase(object)} ${no}DEPENDS ON EXTENSION ${spell(extension)}`,
});

/** The extensions that take an object along when they are dropped. */
export const extensionTie: Facet = {
  name: "extension-tie",
  payload: (object) => (tied(object).length === 0 ? undefined : tied(object)),
  needs: (object) => tied(object).map((name) => objectId("extension", name)),
  create: (object) => tied(object).map((extension) => tie(object, "", extension)),
  drop: (object) => tied(object).map((extension) => tie(object, "NO ", extension)),
  alter: (from, to) => ({
    actions: [
      ...tied(from)
        .filter((name) => !tied(to).includes(name))
        .map((name) => tie(to, "NO ", name)),
      ...tied(to)
        .filter((name) => !tied(from).includes(name))
        .map((name) => tie(to, "", name)),
    ],
  }),
};
