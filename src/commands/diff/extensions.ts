import type { SchemaModel, SchemaObject } from "../../catalog/schema/index.ts";
import type { Statement } from "../../sql/index.ts";

/** Whether files say which extensions there are. */
export const speaksOfExtensions = (statements: readonly Statement[]): boolean =>
  statements.some(({ sql }) => /\b(?:create|drop)\s+extension\b/i.test(sql));

/** A wish with the extensions that are there, and the schemas of their own: the files say nothing of any, and none is dropped unsaid. */
export function withExtensionsOf(current: SchemaModel, wish: SchemaModel): SchemaModel {
  const extensions = [...current.objects.values()].filter((object) => object.kind === "extension");
  const places = new Set(extensions.map(({ installedIn }) => installedIn));
  const isKept = (object: SchemaObject): boolean =>
    object.kind === "extension" || (object.kind === "schema" && places.has(object.name));
  const added = [...current.objects].filter(([id, object]) => isKept(object) && !wish.objects.has(id));
  const ids = new Set(added.map(([id]) => id));
  const objects = [...wish.objects, ...added].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const needed = current.dependencies.filter(({ from }) => ids.has(from));
  return { ...wish, objects: new Map(objects), dependencies: [...wish.dependencies, ...needed] };
}
