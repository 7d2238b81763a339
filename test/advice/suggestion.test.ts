import { expect, test } from "vitest";
import { advise, suggest } from "../../src/advice/index.ts";
import { catalog, foreignKey, index, table, withKey } from "./hand-made.ts";

test("a longer new index takes in a shorter one, and says for whom it is", () => {
  const child = withKey(table("child", ["id", "a", "b"], { constraints: [foreignKey(["a"]), foreignKey(["b", "a"])] }));
  const parent = withKey(table("parent", ["id"]));
  const all = catalog([child, parent]);
  const findings = advise(all, { hasData: false });
  expect(findings.map(({ subject }) => subject.name)).toEqual(["child.a", "child(a, b)"]);
  expect(suggest(all, findings)).toEqual([
    {
      kind: "add-index",
      schema: "public",
      table: "child",
      columns: ["a", "b"],
      index: null,
      up: ["CREATE INDEX CONCURRENTLY idx_child_a_b ON public.child (a, b);"],
      down: ["DROP INDEX CONCURRENTLY IF EXISTS public.idx_child_a_b;"],
      findings: [
        { code: "fk-unindexed", subject: "child(a, b)" },
        { code: "fk-unindexed", subject: "child.a" },
      ],
    },
  ]);
});

test("a dropped index comes back by its definition", () => {
  const definition = "CREATE INDEX narrow ON public.t USING btree (a)";
  const indexes = [index("narrow", ["a"], { definition }), index("wide", ["a", "b"])];
  const all = catalog([withKey(table("t", ["id", "a", "b"], { indexes }))]);
  expect(suggest(all, advise(all))).toMatchObject([
    { kind: "drop-index", index: "narrow", up: ["DROP INDEX CONCURRENTLY public.narrow;"], down: [`${definition};`] },
  ]);
});

test("new indexes come first, drops last", () => {
  const child = table("child", ["a"], { constraints: [foreignKey(["a"])] });
  const t = withKey(table("t", ["id", "a"], { indexes: [index("one", ["a"]), index("two", ["a"])] }));
  const all = catalog([child, t]);
  expect(suggest(all, advise(all)).map(({ kind }) => kind)).toEqual(["add-index", "add-primary-key", "drop-index"]);
});
