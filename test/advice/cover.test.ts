import { expect, test } from "vitest";
import { findsRows } from "../../src/advice/index.ts";
import { column, index, key, table } from "./hand-made.ts";

const t = table("t", ["a", "b", "c", column("word", { type: "text", collation: "pg_catalog.default" })]);
const word = { operatorClass: "pg_catalog.text_ops", collation: "pg_catalog.default" };

test.each([
  ["its only key", index("i", ["a"]), ["a"], true],
  ["a leading key", index("i", ["a", "b"]), ["a"], true],
  ["a later key", index("i", ["b", "a"]), ["a"], false],
  ["all leading keys, in another order", index("i", ["b", "a", "c"]), ["a", "b"], true],
  ["keys with a gap", index("i", ["a", "c", "b"]), ["a", "b"], false],
  ["too few keys", index("i", ["a"]), ["a", "b"], false],
  ["a unique index on one of them", index("i", ["a"], { unique: true }), ["a", "b"], true],
  ["a unique index on more", index("i", ["a", "b"], { unique: true }), ["b"], false],
  ["a unique hash is no such thing", index("i", ["a"], { unique: true, method: "gist" }), ["a"], false],
  ["an included column", index("i", ["b"], { include: ["a"] }), ["a"], false],
  ["an invalid index", index("i", ["a"], { valid: false }), ["a"], false],
  ["one that is not ready", index("i", ["a"], { ready: false }), ["a"], false],
  ["brin", index("i", ["a"], { method: "brin" }), ["a"], false],
  ["hash", index("i", ["a"], { method: "hash" }), ["a"], true],
  ["partial by its own column", index("i", ["a"], { predicate: "(a IS NOT NULL)" }), ["a"], true],
  ["partial by another column", index("i", ["a"], { predicate: "(b IS NOT NULL)" }), ["a"], false],
  ["an expression", index("i", [key("a", { column: null, expression: "(a + 1)" })]), ["a"], false],
  ["its own collation", index("i", [key("word", word)]), ["word"], true],
  ["another collation", index("i", [key("word", { ...word, collation: "pg_catalog.C" })]), ["word"], false],
  [
    "a pattern class",
    index("i", [key("word", { ...word, operatorClass: "pg_catalog.text_pattern_ops", isDefaultOperatorClass: false })]),
    ["word"],
    true,
  ],
  [
    "a stranger's class",
    index("i", [key("a", { operatorClass: "public.my_ops", isDefaultOperatorClass: false })]),
    ["a"],
    false,
  ],
] as const)("%s", (_name, one, columns, expected) => expect(findsRows(one, columns, t)).toBe(expected));
