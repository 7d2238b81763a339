import { code, empty, literal, member, type Fragment } from "../../../typescript/index.ts";
import type { ColumnPlan } from "../plan/index.ts";
import { DB, ERRORS, POLICY, TYPES, VERSION, type ResourceContext } from "./context.ts";
import { guardFunction } from "./guard.ts";
import { versionColumn } from "./item.ts";
import { placed, quotedColumn, sql, tableSql } from "./sql.ts";
import { rightOf } from "./visible.ts";

/** `create`, `update` and `remove`. */
export function writeCode(context: ResourceContext): readonly Fragment[] {
  if (context.resource.isReadOnly) return [];
  const { key } = context.resource;
  return [
    assignmentsFunction(context),
    guardFunction(context),
    create(context),
    ...(hasChanges(context) ? [update(context)] : []),
    ...(key.length === 0 ? [] : [remove(context)]),
  ];
}

const hasChanges = ({ resource }: ResourceContext): boolean =>
  resource.key.length > 0 && resource.changeable.length > 0;

function inputType(context: ResourceContext): Fragment {
  const { resource, imports } = context;
  const created = imports.type(TYPES, `New${resource.type}`);
  return hasChanges(context) ? code`${created} | ${imports.type(TYPES, `${resource.type}Changes`)}` : created;
}

function assignmentsFunction(context: ResourceContext): Fragment {
  const { resource, imports } = context;
  const written = resource.columns.filter(({ isWritten }) => isWritten);
  const put = imports.type(DB, "Put");
  const parameters = written.length === 0 ? code`_body: Input, _put: ${put}` : code`body: Input, put: ${put}`;
  return code`
    type Input = ${inputType(context)};

    /** A column and the expression of its new value. */
    type Assignment = readonly [column: string, value: string];

    /** What a body sets; a field that it does not have keeps its value or default. */
    function assignments(${parameters}): Assignment[] {
      const made: Assignment[] = [];
      ${written.map((column) => assignment(column, hasChanges(context) && resource.key.includes(column)))}
      return made;
    }
  `;
}

/** A column of the key is given to new rows only, so that changes do not have it. */
function assignment(column: ColumnPlan, isOnlyNew: boolean): Fragment {
  const value = code`body${member(column.property)}`;
  const given = isOnlyNew ? code`${literal(column.property)} in body && ` : empty;
  return code`if (${given}${value} !== undefined) made.push([${columnName(column)}, \`${placed(column, value)}\`]);`;
}

const columnName = ({ facts }: ColumnPlan): Fragment => literal(quotedColumn(facts.name));

function create(context: ResourceContext): Fragment {
  const { resource, imports } = context;
  const type = imports.type(TYPES, resource.type);
  return code`
    /** Adds a row. */
    export async function create(body: ${imports.type(TYPES, `New${resource.type}`)}, ${accessName(context)}: ${imports.type(POLICY, "Access")}): Promise<${imports.type(VERSION, "Versioned")}<${type}>> {
      ${guardCall(context)}
      const { values, put } = ${imports.value(DB, "placeholders")}();
      const set = assignments(body, put);
      ${resource.columns.map(onCreate)}
      const columns = set.map(([column]) => column).join(", ");
      const what = set.length === 0 ? "default values" : \`(\${columns}) values (\${set.map(([, value]) => value).join(", ")})\`;
      const row = await ${imports.value(ERRORS, "writeRow")}<${type}>(
        \`insert into ${sql(tableSql(resource))} as t \${what} returning \${COLUMNS}${versionColumn(context)}\`,
        values,
        FIELDS,
      );
      if (row === undefined) throw new Error("The database has not answered with the new row.");
      return ${imports.value(VERSION, "versioned")}(row);
    }
  `;
}

const isBound = ({ resource }: ResourceContext): boolean =>
  resource.guarded.length > 0 || resource.columns.some(({ role }) => role === "tenant" || role === "owner");
const accessName = (context: ResourceContext): Fragment => (isBound(context) ? code`access` : code`_access`);
const guardCall = ({ resource }: ResourceContext): Fragment =>
  resource.guarded.length === 0 ? empty : code`await ownReferences(body, access);`;

/** What a new row gets beside the body. */
function onCreate(column: ColumnPlan): Fragment {
  const right = rightOf(column);
  if (right !== undefined && !column.facts.isComputed)
    return code`set.push([${columnName(column)}, \`${placed(column, right)}\`]);`;
  if (column.role !== "changed" || column.facts.hasDefault || column.facts.nullable) return empty;
  return code`set.push([${columnName(column)}, "now()"]);`;
}

function update(context: ResourceContext): Fragment {
  const { resource, imports } = context;
  const type = imports.type(TYPES, resource.type);
  const changed = resource.columns.filter(({ role }) => role === "changed");
  return code`
    /** Changes a row; undefined where there is none that the caller may see. ${resource.hasVersion ? code`Error: 412 where it is at another version.` : empty} */
    export async function update(key: Key, body: ${imports.type(TYPES, `${resource.type}Changes`)}, access: ${imports.type(POLICY, "Access")}${matchParameter(context)}): Promise<${imports.type(VERSION, "Versioned")}<${type}> | undefined> {
      ${guardCall(context)}
      const { values, put } = ${imports.value(DB, "placeholders")}();
      const set = assignments(body, put);
      ${changed.map((column) => code`set.push([${columnName(column)}, "now()"]);`)}
      const changes = set.map(([column, value]) => \`\${column} = \${value}\`).join(", ");
      const conditions = ${conditionsOf(context)};
      const row = await ${imports.value(ERRORS, "writeRow")}<${type}>(
        \`update ${sql(`${tableSql(resource)} t`)} set \${changes} where \${conditions.join(" and ")} returning \${COLUMNS}${versionColumn(context)}\`,
        values,
        FIELDS,
      );
      if (row !== undefined) return ${imports.value(VERSION, "versioned")}(row);
      ${staleCheck(context)}
      return undefined;
    }
  `;
}

const matchParameter = ({ resource }: ResourceContext): Fragment =>
  resource.hasVersion ? code`, ifMatch?: string` : empty;

function conditionsOf({ resource, imports }: ResourceContext): Fragment {
  if (!resource.hasVersion) return code`[...keyed(key, put), ...visible(access, put)]`;
  return code`[...keyed(key, put), ...visible(access, put), ...${imports.value(VERSION, "atVersion")}(ifMatch, put)]`;
}

function staleCheck({ resource, imports }: ResourceContext): Fragment {
  if (!resource.hasVersion) return empty;
  const changed = imports.value(VERSION, "changedMeanwhile");
  return code`if (ifMatch !== undefined && (await find(key, access)) !== undefined) throw ${changed}();`;
}

function remove(context: ResourceContext): Fragment {
  const { resource, imports } = context;
  const deleted = resource.columns.find(({ role }) => role === "deleted");
  const changed = resource.columns
    .filter(({ role }) => role === "changed")
    .map(({ facts }) => `, ${quotedColumn(facts.name)} = now()`);
  const table = tableSql(resource);
  const verb =
    deleted === undefined
      ? `delete from ${table} t`
      : `update ${table} t set ${quotedColumn(deleted.facts.name)} = now()${changed.join("")}`;
  return code`
    /** Removes a row${deleted === undefined ? empty : code`: it stays in the table, marked`}; false where there is none that the caller may see. */
    export async function remove(key: Key, access: ${imports.type(POLICY, "Access")}${matchParameter(context)}): Promise<boolean> {
      const { values, put } = ${imports.value(DB, "placeholders")}();
      const conditions = ${conditionsOf(context)};
      const row = await ${imports.value(ERRORS, "writeRow")}(
        \`${sql(verb)} where \${conditions.join(" and ")} returning 1\`,
        values,
        FIELDS,
      );
      if (row !== undefined) return true;
      ${staleCheck(context)}
      return false;
    }
  `;
}
