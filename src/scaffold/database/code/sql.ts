import { code, lines, templateText, type Fragment } from "../../../typescript/index.ts";
import { quoteIdentifier, quoteName } from "../../../sql/index.ts";
import type { ColumnPlan, ResourcePlan } from "../plan/index.ts";

/** A column's name in SQL. */
export const quotedColumn = (name: string): string => quoteIdentifier(name, "postgresql");

/** `t.customer_id` */
export const columnSql = (name: string, alias = "t"): string => `${alias}.${quotedColumn(name)}`;

/** `public.orders` */
export const tableSql = ({ relation }: ResourcePlan): string => quoteName(relation, "postgresql");

/** Text of SQL inside a template literal, where nothing of it can be code. */
export const sql = (text: string): Fragment => templateText(text);

/** `${put(value)}` with what the column's type needs around it. */
export function placed(column: ColumnPlan, value: Fragment): Fragment {
  const [before, after] = column.form.write;
  return code`${sql(before)}\${put(${encoded(column, value)})}${sql(after)}`;
}

function encoded({ form, facts }: ColumnPlan, value: Fragment): Fragment {
  if (form.encoding === "plain") return value;
  return facts.nullable ? code`${value} === null ? null : JSON.stringify(${value})` : code`JSON.stringify(${value})`;
}

/** The columns of an answer, a line for each: `t.id::text as id`. */
export function selection({ columns }: ResourcePlan): Fragment {
  const answered = columns.filter(({ isAnswered }) => isAnswered);
  return lines(
    answered.map((column, index) => {
      const [before, after] = column.form.read;
      const text = `${before}${columnSql(column.facts.name)}${after} as ${quotedColumn(column.property)}`;
      return sql(index < answered.length - 1 ? `${text},` : text);
    }),
  );
}
