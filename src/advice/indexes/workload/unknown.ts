import { isRecord } from "../../../kit/index.ts";
import { text } from "../../statements/index.ts";

/**
 * Relations that a statement names without a table of the catalogue for them: views, tables of another database, what is gone. Names of its
 * own (WITH) and system catalogues do not count.
 *
 * @example
 * unknownRelations(parse("select * from sales_by_month")); // ["sales_by_month"]
 */
export function unknownRelations(tree: unknown): readonly string[] {
  const named = new Set<string>();
  const own = new Set<string>();
  const left: unknown[] = [tree];
  for (const node of left) {
    if (typeof node !== "object" || node === null) continue;
    const parts: readonly unknown[] = Object.values(node);
    left.push(...parts);
    if (!isRecord(node)) continue;
    const [name, schema, common] = [text(node, "relname"), text(node, "schemaname"), text(node, "ctename")];
    if (common !== undefined) own.add(common);
    if (name !== undefined && !isOfSystem(name, schema)) named.add(schema === undefined ? name : `${schema}.${name}`);
  }
  return [...named].filter((name) => !own.has(name));
}

const isOfSystem = (name: string, schema: string | undefined): boolean =>
  schema === undefined ? name.startsWith("pg_") : /^(?:pg_catalog|information_schema)$/.test(schema);
