import { describe, expect, test } from "vitest";
import { createIndex } from "../../src/advice/create-index.ts";
import { takenNames } from "../../src/advice/index-name.ts";
import type { Table } from "../../src/catalog/index.ts";
import { catalog, index, table } from "./hand-made.ts";

const groundOf = (tables: readonly Table[]): Parameters<typeof createIndex>[0] => {
  const all = catalog(tables);
  return { catalog: all, taken: takenNames(all) };
};

const part = (name: string, of: string, changes = {}): ReturnType<typeof table> =>
  table(name, ["id", "a"], { partitionOf: { schema: "public", name: of }, ...changes });

test("an ordinary table's is built beside the writers", () => {
  const orders = table("orders", ["id", "user"]);
  expect(createIndex(groundOf([orders]), orders, ["user"])).toEqual({
    up: ['CREATE INDEX CONCURRENTLY idx_orders_user ON public.orders ("user");'],
    down: ["DROP INDEX CONCURRENTLY IF EXISTS public.idx_orders_user;"],
  });
});

test("names are quoted where they have to be", () => {
  const odd = table('Odd"Table', ["A b"], { schema: "My Schema" });
  expect(createIndex(groundOf([odd]), odd, ["A b"]).up).toEqual([
    'CREATE INDEX CONCURRENTLY "idx_Odd""Table_A b" ON "My Schema"."Odd""Table" ("A b");',
  ]);
});

describe("a partitioned table's", () => {
  const event = table("event", ["id", "a"], { kind: "partitioned" });

  test("is built part by part and attached", () => {
    const one = createIndex(groundOf([event, part("event_1", "event"), part("event_2", "event")]), event, ["a"]);
    expect(one.up).toEqual([
      "CREATE INDEX idx_event_a ON ONLY public.event (a);",
      "CREATE INDEX CONCURRENTLY idx_event_1_a ON public.event_1 (a);",
      "ALTER INDEX public.idx_event_a ATTACH PARTITION public.idx_event_1_a;",
      "CREATE INDEX CONCURRENTLY idx_event_2_a ON public.event_2 (a);",
      "ALTER INDEX public.idx_event_a ATTACH PARTITION public.idx_event_2_a;",
    ]);
    expect(one.down).toEqual(["DROP INDEX IF EXISTS public.idx_event_a;"]);
  });

  test("goes down into partitions of partitions", () => {
    const tables = [event, part("event_1", "event", { kind: "partitioned" }), part("event_1_1", "event_1")];
    expect(createIndex(groundOf(tables), event, ["a"]).up).toEqual([
      "CREATE INDEX idx_event_a ON ONLY public.event (a);",
      "CREATE INDEX idx_event_1_a ON ONLY public.event_1 (a);",
      "CREATE INDEX CONCURRENTLY idx_event_1_1_a ON public.event_1_1 (a);",
      "ALTER INDEX public.idx_event_1_a ATTACH PARTITION public.idx_event_1_1_a;",
      "ALTER INDEX public.idx_event_a ATTACH PARTITION public.idx_event_1_a;",
    ]);
  });

  test("takes an index that a part has already", () => {
    const tables = [event, part("event_1", "event", { indexes: [index("mine", ["a"])] })];
    expect(createIndex(groundOf(tables), event, ["a"]).up).toEqual([
      "CREATE INDEX idx_event_a ON ONLY public.event (a);",
      "ALTER INDEX public.idx_event_a ATTACH PARTITION public.mine;",
    ]);
  });

  test.each([
    ["unique", index("mine", ["a"], { unique: true })],
    ["partial", index("mine", ["a"], { predicate: "(a IS NOT NULL)" })],
    ["longer", index("mine", ["a", "id"])],
    ["attached elsewhere", index("mine", ["a"], { partitionOf: { schema: "public", name: "other" } })],
  ])("but not one that is %s", (_name, mine) => {
    const tables = [event, part("event_1", "event", { indexes: [mine] })];
    expect(createIndex(groundOf(tables), event, ["a"]).up).toHaveLength(3);
  });

  test("with a foreign part is made by the server, which passes over that part", () => {
    const tables = [event, part("event_1", "event", { kind: "foreign" })];
    expect(createIndex(groundOf(tables), event, ["a"]).up).toEqual(["CREATE INDEX idx_event_a ON public.event (a);"]);
  });
});
