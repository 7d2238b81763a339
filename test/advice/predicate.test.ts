import { expect, test } from "vitest";
import { notNullColumns } from "../../src/advice/predicate.ts";

test.each([
  ["(a IS NOT NULL)", ["a"]],
  ["((a IS NOT NULL) AND (b IS NOT NULL))", ["a", "b"]],
  ['(("Weird ""Name" IS NOT NULL) AND (b IS NOT NULL))', ['Weird "Name', "b"]],
  ["(deleted_at IS NULL)", undefined],
  ["((a IS NOT NULL) AND (b > 1))", undefined],
  ["((a IS NOT NULL) OR (b IS NOT NULL))", undefined],
  ["(lower(a) IS NOT NULL)", undefined],
])("%s", (predicate, expected) => expect(notNullColumns(predicate)).toEqual(expected));
