import type { Column, Table } from "../catalog/index.ts";
import { sqlColumns, sqlName } from "./names.ts";

/**
 * The statement that gives a column another type; with a default, it is taken off before and put on again.
 *
 * @example
 * changeType(orders, total, { type: "numeric" }); // "ALTER TABLE public.orders ALTER COLUMN total TYPE numeric;"
 */
export function changeType(
  table: Table,
  { name, defaultExpression, generated }: Column,
  { type, using }: { readonly type: string; readonly using?: string },
): string | undefined {
  if (generated !== null) return undefined;
  const column = `ALTER COLUMN ${sqlColumns([name])}`;
  const change = `${column} TYPE ${type}${using === undefined ? "" : ` USING ${using}`}`;
  const parts =
    defaultExpression === null || using === undefined
      ? [change]
      : [`${column} DROP DEFAULT`, change, `${column} SET DEFAULT ${defaultExpression}`];
  return `ALTER TABLE ${sqlName(table)} ${parts.join(", ")};`;
}
