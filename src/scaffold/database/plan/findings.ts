import type { Finding, JsonValue } from "../../../kit/index.ts";
import type { DatabaseOptions } from "../options.ts";
import type { ResourcePlan } from "./model.ts";
import { segmentWish } from "./names.ts";

/** What somebody should know of the API that comes out of a database. */
export function planFindings(resources: readonly ResourcePlan[], options: DatabaseOptions): readonly Finding[] {
  return resources.flatMap((resource) => [
    ...withoutKey(resource),
    ...renamed(resource),
    ...renamedColumns(resource, options),
    ...withheld(resource),
  ]);
}

const nameOf = ({ relation }: ResourcePlan): string => `${relation.schema}.${relation.name}`;

function about(resource: ResourcePlan, code: string, evidence: Readonly<Record<string, JsonValue>>): Finding {
  return { code, severity: "info", subject: { kind: "table", name: nameOf(resource) }, evidence };
}

function withoutKey(resource: ResourcePlan): readonly Finding[] {
  if (resource.key.length > 0) return [];
  return [{ ...about(resource, "resource-without-key", { segment: resource.segment }), severity: "warning" }];
}

function renamed(resource: ResourcePlan): readonly Finding[] {
  const { relation, segment } = resource;
  const wishes = [segmentWish(relation, false), segmentWish(relation, true)];
  return wishes.includes(segment) ? [] : [{ ...about(resource, "resource-renamed", { segment }), severity: "warning" }];
}

function renamedColumns(resource: ResourcePlan, { naming }: DatabaseOptions): readonly Finding[] {
  if (naming === "camelCase") return [];
  const changed = resource.columns.filter(({ facts, property }) => facts.name !== property);
  if (changed.length === 0) return [];
  const columns = Object.fromEntries(changed.map(({ facts, property }) => [`"${facts.name}"`, property]));
  return [{ ...about(resource, "columns-renamed", { columns }), severity: "warning" }];
}

function withheld(resource: ResourcePlan): readonly Finding[] {
  return resource.withheld.map(({ name, index }) => ({
    ...about(resource, "relation-unindexed", { name }),
    fix: `${index};`,
  }));
}
