import { code, empty, literal, type Fragment } from "../../../typescript/index.ts";
import type { ColumnPlan, ResourcePlan } from "../plan/index.ts";
import { DB, POLICY, type ResourceContext } from "./context.ts";
import { placed, quotedColumn, sql } from "./sql.ts";

/** `export function visible(access, put, t = "t") { … }`: the conditions of every statement. */
export function visibleFunction({ resource, imports }: ResourceContext): Fragment {
  const access = imports.type(POLICY, "Access");
  const put = imports.type(DB, "Put");
  const conditions = resource.columns.flatMap(condition);
  const isBound = resource.columns.some(({ role }) => role === "tenant" || role === "owner");
  const parameters = isBound ? code`access: ${access}, put: ${put}` : code`_access: ${access}, _put: ${put}`;
  if (conditions.length === 0)
    return code`
      /** Conditions that hold for every row that somebody may see: none. */
      export function visible(${parameters}, _table = "t"): readonly string[] {
        return [];
      }
    `;
  return code`
    /** Conditions that hold for every row that somebody may see. */
    export function visible(${parameters}, table = "t"): readonly string[] {
      return [
        ${conditions}
      ];
    }
  `;
}

function condition(column: ColumnPlan): readonly Fragment[] {
  const name = sql(quotedColumn(column.facts.name));
  if (column.role === "deleted") return [code`\`\${table}.${name} is null\`,`];
  const value = rightOf(column);
  return value === undefined ? [] : [code`\`\${table}.${name} = ${placed(column, value)}\`,`];
}

/** `access.tenant` where the column is fixed by the caller's rights. */
export function rightOf({ role }: ColumnPlan): Fragment | undefined {
  if (role === "tenant") return code`access.tenant`;
  return role === "owner" ? code`access.owner` : undefined;
}

/** The fields of constraints and columns, for answers that say which field was refused. */
export function fieldsTable({ resource, imports }: ResourceContext): Fragment {
  if (resource.isReadOnly) return empty;
  const properties = new Map(resource.columns.map(({ facts, property }) => [facts.name, property]));
  const named = (columns: readonly string[]) => fieldsOf(resource, columns);
  const constraints = resource.relation.constraints.map(
    (one) => [one.name, named(one.kind === "check" ? columnsIn(one.expression, properties) : one.columns)] as const,
  );
  const indexes = resource.relation.indexes
    .filter(({ unique }) => unique)
    .map(({ name, keys }) => [name, named(keys.map(({ column }) => column))] as const);
  const table = {
    constraints: Object.fromEntries([...domainChecks(resource), ...indexes, ...constraints]),
    columns: Object.fromEntries(properties),
  };
  return code`
    /** Which fields a constraint is about. */
    const FIELDS: ${imports.type("../database/errors.js", "Fields")} = ${literal(table)};
  `;
}

/** Fields of columns; what a client cannot set is left out where there is something that he can. */
function fieldsOf({ columns }: ResourcePlan, names: readonly string[]): readonly string[] {
  const all = columns.filter(({ facts }) => names.includes(facts.name));
  const own = all.filter(({ role }) => role !== "tenant" && role !== "owner");
  return (own.length === 0 ? all : own).map(({ property }) => property);
}

/** A check of a domain names no column: it is that of every column of the domain. */
function domainChecks(resource: ResourcePlan): readonly (readonly [string, readonly string[]])[] {
  const checks = new Set(resource.columns.flatMap(({ facts }) => facts.type.checks));
  return [...checks].map((check) => [
    check,
    resource.columns.filter(({ facts }) => facts.type.checks.includes(check)).map(({ property }) => property),
  ]);
}

/** The columns that a check mentions, as far as its text tells. */
function columnsIn(expression: string, columns: ReadonlyMap<string, string>): readonly string[] {
  const words = new Set(expression.match(/"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*/gu) ?? []);
  return [...columns.keys()].filter((name) => words.has(name) || words.has(quotedColumn(name)));
}
