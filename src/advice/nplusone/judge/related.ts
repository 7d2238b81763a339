import { singularize, snakeCase } from "../../../kit/index.ts";
import type { ColumnName, Relations } from "./relations.ts";

/** Why a value of one column can be meant as a value of the other. */
export type Relation = "foreign-key" | "same-column" | "name" | "none";

/**
 * How two columns belong together: by a foreign key between them or to the same third, by being the same, by their names. Small
 * numbers are the same by chance all the time, so that equal values alone say nothing of integers.
 *
 * @example
 * relationOf({ table: "users", column: "id" }, { table: "orders", column: "user_id" }, NO_RELATIONS); // "name"
 */
export function relationOf(parent: ColumnName, child: ColumnName, { foreignKeys }: Relations): Relation {
  if (isSame(parent, child)) return "same-column";
  const targets = (of: ColumnName): readonly ColumnName[] => [
    of,
    ...foreignKeys.filter(({ from }) => isSame(from, of)).map(({ to }) => to),
  ];
  const ofChild = targets(child);
  if (targets(parent).some((one) => ofChild.some((other) => isSame(one, other)))) return "foreign-key";
  return isNamedAfter(child, parent) || isNamedAfter(parent, child) || isNamedAlike(parent, child) ? "name" : "none";
}

const isSame = (a: ColumnName, b: ColumnName): boolean => a.table === b.table && a.column === b.column;

const plain = (text: string): string => snakeCase(text).replaceAll("_", "");

/** `orders.user_id` and `orders.billing_user_id` are named after `users.id`. */
function isNamedAfter(reference: ColumnName, key: ColumnName): boolean {
  if (key.table === "") return false;
  const [owner, name] = [plain(singularize(key.table)), plain(key.column)];
  const wanted = name.startsWith(owner) ? name : `${owner}${name}`;
  return plain(reference.column).endsWith(wanted);
}

/** Both refer to the same third: `orders.user_id` and `carts.user_id`. A bare `id` refers to nothing. */
const isNamedAlike = (a: ColumnName, b: ColumnName): boolean =>
  plain(a.column) === plain(b.column) && /.(?:id|key|uuid|code|no|number)$/.test(plain(a.column));
