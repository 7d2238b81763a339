import { pool, rowsOf } from "../database.js";
import type { Category, Handlers } from "../types/api.js";

interface CategoryRow {
  readonly id: number;
  readonly parent_id: number | null;
  readonly slug: string;
  readonly name: string;
}

export const listCategories: Handlers["listCategories"] = async () => {
  const rows = await rowsOf<CategoryRow>(pool, "select id, parent_id, slug, name from categories order by name");
  return { status: 200, body: childrenOf(null, rows) };
};

function childrenOf(parent: number | null, rows: readonly CategoryRow[]): Category[] {
  return rows
    .filter((row) => row.parent_id === parent)
    .map(({ id, slug, name }) => ({ id, slug, name, children: childrenOf(id, rows) }));
}
