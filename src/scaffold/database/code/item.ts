import { code, empty, member, type Fragment } from "../../../typescript/index.ts";
import { DB, ERRORS, PAGE, POLICY, TYPES, VERSION, type ResourceContext } from "./context.ts";
import { includeCall } from "./list.ts";
import { columnSql, placed, sql, tableSql } from "./sql.ts";

/** `find` and the condition that names one row. */
export function itemCode(context: ResourceContext): readonly Fragment[] {
  const { resource, imports } = context;
  if (resource.key.length === 0) return [];
  const type = imports.type(TYPES, resource.type);
  const names = resource.relations.length === 0 ? empty : code`, names: readonly Relation[] = []`;
  const find = code`
    /** One row, or undefined where there is none that the caller may see. */
    export async function find(key: Key, access: ${imports.type(POLICY, "Access")}${names}): Promise<${imports.type(VERSION, "Versioned")}<${type}> | undefined> {
      const { values, put } = ${imports.value(DB, "placeholders")}();
      const conditions = [...keyed(key, put), ...visible(access, put)];
      const [row] = await ${imports.value(ERRORS, "readRows")}<${type}>(
        \`select \${COLUMNS}${versionColumn(context)} from ${sql(`${tableSql(resource)} t`)} \${${imports.value(PAGE, "where")}(conditions)}\`,
        values,
      );
      if (row === undefined) return undefined;
      ${includeCall(context, code`[row]`)}
      return ${imports.value(VERSION, "versioned")}(row);
    }
  `;
  return [keyCode(context), find];
}

/** PostgreSQL's own version of a row; a partitioned or foreign table has none that can be asked for. */
export const versionColumn = ({ resource }: ResourceContext): Fragment =>
  resource.hasVersion ? code`, t.xmin::text as "$version"` : empty;

function keyCode({ resource, imports, operations }: ResourceContext): Fragment {
  const conditions = resource.key.map(
    (column) =>
      code`\`${sql(columnSql(column.facts.name))} = ${placed(column, code`key${member(column.property)}`)}\`,`,
  );
  return code`
    type Key = ${imports.type(TYPES, operations.get("get")?.requestType ?? "")}["params"];

    function keyed(key: Key, put: ${imports.type(DB, "Put")}): readonly string[] {
      return [
        ${conditions}
      ];
    }
  `;
}
