import {
  arrayOf,
  code,
  comment,
  lines,
  literal,
  member,
  objectOf,
  propertyName,
  quoted,
  type Fragment,
} from "../../../typescript/index.ts";
import type { FilterPlan, SortPlan } from "../plan/index.ts";
import { POLICY, PAGE, ERRORS, DB, TYPES, type ResourceContext } from "./context.ts";
import { columnSql, placed, sql, tableSql } from "./sql.ts";

/** `list` and what belongs to it: parameters, orders, filters. */
export function listCode(context: ResourceContext): readonly Fragment[] {
  const { resource } = context;
  return [
    parameterSet(context),
    ...(resource.key.length === 0 ? [onePage(context)] : [sortTable(context), pages(context)]),
    filterFunction(context),
  ];
}

function parameterSet({ resource }: ResourceContext): Fragment {
  const paging = resource.key.length === 0 ? ["limit"] : ["limit", "cursor", "sort"];
  const include = resource.relations.length === 0 ? [] : ["include"];
  const names = [...paging, ...include, ...resource.filters.map(({ parameter }) => parameter)];
  return code`
    /** Query parameters of a list; all others are refused. */
    export const PARAMETERS: ReadonlySet<string> = new Set(${arrayOf(names.map(literal))});
  `;
}

const queryType = ({ imports, operations }: ResourceContext): Fragment => {
  const name = operations.get("list")?.requestType ?? "";
  return code`${imports.type(TYPES, name)}["query"]`;
};

function sortTable({ resource, imports }: ResourceContext): Fragment {
  const sort = imports.type(PAGE, "Sort");
  return code`
    /** Orders that an index gives; the key behind them names every row once. */
    const SORTS: Readonly<Record<Query["sort"], ${sort}>> = {
      ${resource.sorts.flatMap((one) => [sortEntry(one, false), sortEntry(one, true)])}
    };
  `;
}

function sortEntry({ name, keys, nulls }: SortPlan, descending: boolean): Fragment {
  const columns = arrayOf(keys.map(({ facts }) => code`\`${sql(columnSql(facts.name))}\``));
  const turned = nulls === "first" ? "last" : "first";
  const place = nulls === undefined ? [] : [code`nulls: ${literal(descending ? turned : nulls)}`];
  const value = objectOf([code`keys: ${columns}`, code`descending: ${literal(descending)}`, ...place]);
  return code`${propertyName(descending ? `-${name}` : name)}: ${value},`;
}

function pages(context: ResourceContext): Fragment {
  const { resource, imports } = context;
  const type = imports.type(TYPES, resource.type);
  return code`
    type Query = ${queryType(context)};

    /** A page of rows: one statement, and one for each relation that is included. */
    export async function list(query: Query, access: ${imports.type(POLICY, "Access")}): Promise<${imports.type(PAGE, "Page")}<${type}>> {
      const { limit, cursor, ${includeName(context)}...list } = query;
      const page = await ${imports.value(PAGE, "readPage")}<${type}>({
        columns: COLUMNS,
        from: \`${sql(`${tableSql(resource)} t`)}\`,
        conditions: (put) => [...visible(access, put), ...filters(query, put)],
        sort: SORTS[query.sort],
        limit,
        cursor,
        list,
      });
      ${includeCall(context, code`page.rows`)}
      return page;
    }
  `;
}

const includeName = ({ resource }: ResourceContext): Fragment =>
  resource.relations.length === 0 ? code`` : code`include: names = [], `;

export const includeCall = ({ resource }: ResourceContext, rows: Fragment): Fragment =>
  resource.relations.length === 0 ? code`` : code`await include(${rows}, names, access);`;

function onePage(context: ResourceContext): Fragment {
  const { resource, imports } = context;
  const type = imports.type(TYPES, resource.type);
  return code`
    type Query = ${queryType(context)};

    /** The first rows, in no order: nothing here names one row, so nothing can say where a page ends. */
    export async function list(query: Query, access: ${imports.type(POLICY, "Access")}): Promise<${imports.type(PAGE, "Page")}<${type}>> {
      const { values, put } = ${imports.value(DB, "placeholders")}();
      const conditions = [...visible(access, put), ...filters(query, put)];
      const rows = await ${imports.value(ERRORS, "readRows")}<${type}>(
        \`select \${COLUMNS} from ${sql(`${tableSql(resource)} t`)} \${${imports.value(PAGE, "where")}(conditions)} limit \${put(query.limit)}\`,
        values,
      );
      ${resource.relations.length === 0 ? code`` : code`await include(rows, query.include ?? [], access);`}
      return { rows, nextCursor: null };
    }
  `;
}

function filterFunction({ resource, imports }: ResourceContext): Fragment {
  const put = imports.type(DB, "Put");
  const missing = resource.unindexed.map(({ column, index }) =>
    comment(`${column.property}: ${index}; would allow it.`),
  );
  const notes =
    missing.length === 0
      ? []
      : [comment("Nobody can filter or sort by these columns, for want of an index:"), ...missing];
  if (resource.filters.length === 0)
    return code`
      function filters(_query: Query, _put: ${put}): readonly string[] {
        ${notes}
        return [];
      }
    `;
  return code`
    /** Conditions of a query; an index serves each of them. */
    function filters(query: Query, put: ${put}): readonly string[] {
      const conditions: string[] = [];
      ${resource.filters.map(filterStatement)}
      ${notes}
      return conditions;
    }
  `;
}

function filterStatement(filter: FilterPlan): Fragment {
  const value = code`query${/^[\w$]+$/.test(filter.parameter) ? member(filter.parameter) : quoted(filter.parameter)}`;
  return lines([code`if (${value} !== undefined) conditions.push(${filterCondition(filter, value)});`]);
}

function filterCondition({ column, operator }: FilterPlan, value: Fragment): Fragment {
  const name = sql(columnSql(column.facts.name));
  if (operator === "null") return code`\`${name} is \${${value} ? "" : "not "}null\``;
  if (operator !== "in") return code`\`${name} ${sql(operator)} ${placed(column, value)}\``;
  if (column.form.write[0] === "") return code`\`${name} = any(\${put(${value})})\``;
  return code`\`${name} in (\${${value}.map((one) => \`${placed(column, code`one`)}\`).join(", ")})\``;
}
