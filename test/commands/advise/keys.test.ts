import { expect, test } from "vitest";
import { isServed } from "../../../src/commands/advise/keys.ts";
import type { SuggestOutput } from "../../../src/commands/advise/output.ts";

const key = { up: ["CREATE INDEX CONCURRENTLY idx_orders_user_id ON public.orders (user_id);"] };
const none = { schema: "public", table: "orders", name: "i", down: [], sizeBytes: 0, writeEntries: 0, writeCost: 0 };

test.each<readonly [string, boolean, SuggestOutput["suggestions"][number]["kind"]]>([
  ["public.orders (user_id)", true, "single"],
  ["public.orders (user_id, created_at)", true, "composite"],
  ["public.orders (user_id DESC, created_at)", true, "composite"],
  ["public.orders (user_id) INCLUDE (total)", true, "covering"],
  ["public.orders (created_at, user_id)", false, "composite"],
  ["public.orders (user_id_old)", false, "single"],
  ["sales.orders (user_id)", false, "single"],
  ["public.orders (user_id) WHERE status = 'open'", false, "partial"],
])("a foreign key of orders.user_id beside an index ON %s is served: %s", (body, expected, kind) => {
  const up = [`CREATE INDEX CONCURRENTLY other_name ON ${body};`];
  expect(isServed(key, [{ ...none, kind, up, saving: 1, queries: [], replaces: [] }])).toBe(expected);
});
