import type { SchemaObject } from "../../catalog/schema/index.ts";
import { column } from "./column.ts";
import { constraint } from "./constraint.ts";
import { enumType } from "./enum.ts";
import { index } from "./index-kind.ts";
import type { Kind } from "./kind.ts";
import { materializedView } from "./materialized-view.ts";
import { policy } from "./policy.ts";
import { rareKinds } from "./rare.ts";
import { routine } from "./routine.ts";
import { schema } from "./schema.ts";
import { sequence } from "./sequence.ts";
import { table } from "./table.ts";
import { trigger } from "./trigger.ts";
import { unplanned } from "./unplanned.ts";
import { view } from "./view.ts";
import { viewColumn } from "./view-column.ts";

/** One row per kind; a kind without a row is compared, and a plan that would have to change it is refused by name. */
const kinds: readonly Kind[] = [
  schema,
  table,
  column,
  constraint,
  index,
  sequence,
  enumType,
  view,
  materializedView,
  viewColumn,
  routine,
  trigger,
  policy,
  ...rareKinds,
];

const byName: ReadonlyMap<string, Kind> = new Map(kinds.map((kind) => [kind.kind, kind]));

/** How objects of this one's kind are made, dropped and altered. */
export const kindOf = (object: SchemaObject): Kind => byName.get(object.kind) ?? unplanned(object);
