import { chain, code, empty, literal, member, type Fragment } from "../../../typescript/index.ts";
import type { ColumnPlan, Guarded, ResourcePlan } from "../plan/index.ts";
import { DB, ERRORS, POLICY, resourceOf, type ResourceContext } from "./context.ts";
import { moduleOf } from "./include.ts";
import { columnSql, placed, sql, tableSql } from "./sql.ts";

/**
 * A foreign key proves that the other row exists, not that it is the caller's own: that is asked before a row refers to it.
 */
export function guardFunction(context: ResourceContext): Fragment {
  const { resource, imports } = context;
  if (resource.guarded.length === 0) return empty;
  return code`
    /** A foreign key proves that a row exists, not that the caller may see it: this does. Error: 422. */
    async function ownReferences(body: Input, access: ${imports.type(POLICY, "Access")}): Promise<void> {
      ${resource.guarded.map((guarded) => guardStatement(guarded, context))}
    }
  `;
}

function guardStatement({ key, target }: Guarded, context: ResourceContext): Fragment {
  const { resource, all, imports } = context;
  const other = resourceOf(target, all);
  const columns = key.columns.flatMap((name) => resource.columns.filter(({ facts }) => facts.name === name));
  const written = columns.filter(({ isWritten }) => isWritten);
  const [first] = written;
  if (other === undefined || first === undefined) return empty;
  const isGiven = chain(
    "&&",
    written.map((column) => given(column, resource)),
  );
  const conditions = key.referencedColumns.flatMap((name, index) => {
    const column = columns[index];
    return column === undefined || !column.isWritten
      ? []
      : [code`\`${sql(columnSql(name))} = ${placed(column, valueOf(column))}\``];
  });
  const visible = other === resource ? code`visible` : code`${moduleOf(other)}.visible`;
  return code`
    if (${isGiven}) {
      const { values, put } = ${imports.value(DB, "placeholders")}();
      const conditions = [${conditions.map((one) => code`${one},`)} ...${visible}(access, put)];
      await ${imports.value(ERRORS, "requireRow")}(\`select 1 from ${sql(`${tableSql(other)} t`)} where \${conditions.join(" and ")}\`, values, ${literal(first.property)});
    }
  `;
}

/** Changes do not have the columns of the key. */
function given(column: ColumnPlan, { key, changeable }: ResourcePlan): Fragment {
  const isOnlyNew = changeable.length > 0 && key.includes(column);
  const there = isOnlyNew ? code`${literal(column.property)} in body && ` : empty;
  const value = valueOf(column);
  return column.facts.nullable
    ? code`${there}${value} !== undefined && ${value} !== null`
    : code`${there}${value} !== undefined`;
}

const valueOf = ({ property }: ColumnPlan): Fragment => code`body${member(property)}`;
