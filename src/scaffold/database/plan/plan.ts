import type { Finding } from "../../../kit/index.ts";
import type { DatabaseFacts, RelationFacts } from "../facts.ts";
import type { DatabaseOptions } from "../options.ts";
import { accessPlan, keyColumns } from "./access.ts";
import { columnPlans } from "./columns.ts";
import { planFindings } from "./findings.ts";
import type { ResourcePlan } from "./model.ts";
import { namesOf, segmentWish, typeWish } from "./names.ts";
import { guardedKeys, relationPlans, type Lone } from "./relations.ts";

export interface DatabasePlan {
  readonly database: string;
  readonly options: DatabaseOptions;
  readonly resources: readonly ResourcePlan[];
  readonly findings: readonly Finding[];
}

// Names that generated files declare or import themselves, and globals that they use.
const TYPES =
  "Error Page Access Handlers SecurityHandlers SecurityHandler Handler RequestParts Json Content Empty Binary Text Buffer File Record Array Object " +
  "Promise Sort Value Put Meta Date Map Set String Number Boolean Function Symbol JSON Math Readonly Partial Resource";

/** Everything that is decided about a database's API before its document and its code are written. */
export function databasePlan({ name, relations }: DatabaseFacts, options: DatabaseOptions): DatabasePlan {
  const lone = lonePlans(relations, options);
  const resources = lone.map((resource) => related(resource, lone, options));
  return { database: name, options, resources, findings: planFindings(resources, options) };
}

const related = (resource: Lone, all: readonly Lone[], { naming }: DatabaseOptions): ResourcePlan => ({
  ...resource,
  ...relationPlans(resource, all, naming),
  guarded: guardedKeys(resource, all),
});

function lonePlans(relations: readonly RelationFacts[], options: DatabaseOptions): readonly Lone[] {
  const isPlain = new Set(relations.map(({ schema }) => schema)).size === 1;
  const segments = namesOf();
  const types = namesOf(TYPES.split(" "));
  return relations
    .filter(({ columns }) => columns.length > 0)
    .map((relation) => {
      const wish = segmentWish(relation, !isPlain && relation.schema !== "public");
      return lonePlan(relation, { segment: segments.take(wish), types, options });
    });
}

interface Naming {
  readonly segment: string;
  readonly types: ReturnType<typeof namesOf>;
  readonly options: DatabaseOptions;
}

function lonePlan(relation: RelationFacts, { segment, types, options }: Naming): Lone {
  const columns = columnPlans(relation, options);
  const key = keyColumns(relation, columns);
  const type = types.take(typeWish(segment));
  // The names of its other types are taken with it.
  for (const other of [`New${type}`, `${type}Changes`, `${type}List`]) types.take(other);
  return {
    segment,
    type,
    relation,
    columns,
    key,
    isReadOnly: relation.kind === "view" || relation.kind === "materialized-view",
    changeable: columns.filter((column) => column.isWritten && !key.includes(column)),
    hasVersion: relation.kind === "table",
    ...accessPlan(relation, columns, key),
  };
}
