import { describe, expect, test } from "vitest";
import { objectId } from "../../../src/catalog/schema/index.ts";
import type { ObjectChange } from "../../../src/diff/plan/summary.ts";
import { titleOf } from "../../../src/diff/plan/title.ts";

const change = (verb: ObjectChange["verb"], kind: ObjectChange["kind"], ...path: readonly string[]): ObjectChange => ({
  verb,
  kind,
  id: objectId(kind, ...path),
  name: path.join("."),
  parts: [],
  hazards: [],
});

describe("a name that says what the migration does", () => {
  const cases: readonly (readonly [title: string, changes: readonly ObjectChange[]])[] = [
    ["create_orders", [change("create", "table", "public", "orders")]],
    ["add_users_email", [change("create", "column", "public", "users", "email")]],
    ["drop_users_email", [change("drop", "column", "public", "users", "email")]],
    [
      "add_user_indexes",
      [change("create", "index", "public", "idx_user_a"), change("create", "index", "public", "idx_user_b")],
    ],
    [
      "add_user_indexes",
      [change("create", "index", "public", "idx_users_email"), change("create", "index", "public", "users_name_idx")],
    ],
    [
      "change_user_columns",
      [change("create", "column", "public", "users", "a"), change("drop", "column", "public", "users", "b")],
    ],
    ["add_orders_users", [change("create", "table", "public", "orders"), change("create", "table", "public", "users")]],
    ["no_changes", []],
  ];
  test.each(cases)("%s", (title, changes) => expect(titleOf(changes)).toBe(title));
  test("a name of other letters still names a file", () =>
    expect(titleOf([change("create", "table", "public", "заказы")])).toMatch(/^[a-z0-9_]+$/));
});
