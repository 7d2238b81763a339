import fc from "fast-check";
import { expect, test } from "vitest";
import { advise } from "../../../src/advice/index.ts";
import { diagramOf, layoutOf } from "../../../src/advice/diagram/index.ts";
import { catalog, foreignKey, table, withKey } from "../hand-made.ts";

const to = (name: string) => foreignKey([`${name}_id`], { references: { schema: "public", name } });
const named = (name: string, parents: readonly string[]) =>
  withKey(table(name, ["id", ...new Set(parents.map((parent) => `${parent}_id`))], { constraints: parents.map(to) }));

test("a table stands right of what it references, with its findings", () => {
  const facts = catalog([named("users", []), named("orders", ["users"])]);
  const diagram = diagramOf(facts, advise(facts));
  const [users, orders] = layoutOf(diagram).boxes;
  expect(users?.name).toBe("users");
  expect(orders?.x).toBeGreaterThan((users?.x ?? 0) + (users?.width ?? 0));
  expect(diagram.links).toMatchObject([{ from: "orders", to: "users", isUnindexed: true, isOptional: true }]);
});

test("no two boxes overlap, whatever references what, loops included", () => {
  const links = fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 20 });
  fc.assert(
    fc.property(links, (pairs) => {
      const tables = Array.from({ length: 8 }, (_, n) =>
        named(`t${n}`, [...new Set(pairs.filter(([from]) => from === n).map(([, parent]) => `t${parent}`))]),
      );
      const { boxes, width, height } = layoutOf(diagramOf(catalog(tables), []));
      expect(boxes).toHaveLength(8);
      for (const [at, a] of boxes.entries()) {
        expect(a.x + a.width <= width && a.y + a.height <= height).toBe(true);
        for (const b of boxes.slice(at + 1)) {
          const isApart =
            a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
          expect(isApart).toBe(true);
        }
      }
    }),
    { numRuns: 50 },
  );
});
