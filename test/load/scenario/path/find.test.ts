import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isRecord, type JsonValue } from "../../../../src/kit/index.ts";
import { findNodes, MOST_VISITS, readPath, type JsonPath } from "../../../../src/load/scenario/path/index.ts";

const pathOf = (source: string): JsonPath => {
  const path = readPath(source);
  if ("problem" in path) throw new Error(`${source}: ${path.problem} at ${path.at}`);
  return path;
};
const find = (source: string, value: JsonValue) => findNodes(pathOf(source), value);

// The document of RFC 9535 section 1.5, in short.
const store = {
  store: {
    book: [
      { category: "reference", author: "Rees", price: 8.95 },
      { category: "fiction", author: "Waugh", price: 12.99 },
      { category: "fiction", author: "Melville", isbn: "0-553", price: 8.99 },
      { category: "fiction", author: "Tolkien", isbn: "0-395", price: 22.99 },
    ],
    bicycle: { color: "red", price: 399 },
  },
};
const numbers = { a: [0, 1, 2, 3, 4], "b c": { "'": 1, ü: 2 }, n: null };

describe("what a query finds", () => {
  it.each<readonly [string, JsonValue, readonly JsonValue[]]>([
    ["$", 7, [7]],
    ["$.store.book[*].author", store, ["Rees", "Waugh", "Melville", "Tolkien"]],
    ["$..author", store, ["Rees", "Waugh", "Melville", "Tolkien"]],
    ["$.store..price", store, [8.95, 12.99, 8.99, 22.99, 399]],
    ["$..book[2].author", store, ["Melville"]],
    ["$..book[-1].author", store, ["Tolkien"]],
    ["$..book[0,1].author", store, ["Rees", "Waugh"]],
    ["$..book[:2].author", store, ["Rees", "Waugh"]],
    ["$..book[?@.isbn].author", store, ["Melville", "Tolkien"]],
    ["$..book[?@.price<10].author", store, ["Rees", "Melville"]],
    ["$..book[?(@.price < 10 && @.category == 'fiction')].author", store, ["Melville"]],
    ["$..book[?@.price > 20 || !@.isbn].author", store, ["Rees", "Waugh", "Tolkien"]],
    ["$..book[?@.price < $.store.bicycle.price].price", store, [8.95, 12.99, 8.99, 22.99]],
    ["$.a[1:3]", numbers, [1, 2]],
    ["$.a[::2]", numbers, [0, 2, 4]],
    ["$.a[::-2]", numbers, [4, 2, 0]],
    ["$.a[3:0:-2]", numbers, [3, 1]],
    ["$.a[-2:]", numbers, [3, 4]],
    ["$.a[::0]", numbers, []],
    ["$.a[9]", numbers, []],
    ["$.a[?@ >= 3]", numbers, [3, 4]],
    ["$['b c']['\\'']", numbers, [1]],
    ['$["b c"].ü', numbers, [2]],
    ["$['b c']['\\u00fc']", numbers, [2]],
    ["$.n", numbers, [null]],
    ["$.missing", numbers, []],
    ["$.a.b", numbers, []],
    ["$[?@ == null]", numbers, [null]],
    ["$.toString", {}, []],
    ["$.__proto__", {}, []],
  ])("%s", (source, value, found) => {
    expect(find(source, value)).toEqual(found);
  });
});

describe("what is no query", () => {
  it.each([
    ["", "does not begin with $", 0],
    ["store", "does not begin with $", 0],
    ["$.", "a name or * is missing", 2],
    ["$.a b", "not expected here", 3],
    ["$[", "a name in quotes", 2],
    ["$['a]", "a text does not end", 5],
    ["$[1", "] is missing", 3],
    ["$[01]", "] is missing", 3],
    ["$[?@.a == ]", "functions are not supported", 10],
    ["$[?length(@.a) > 1]", "functions are not supported", 3],
    ["$[?@.* == 1]", "only a query for one node", 11],
    ["$[?@..a == 1]", "only a query for one node", 12],
    ["$['\\q']", "no escape", 5],
    [`$[?${"(".repeat(40)}`, "deeper than 32", 35],
    [`$.${"a".repeat(2_000)}`, "longer than", 1_000],
  ])("%s", (source, problem, at) => {
    const path = readPath(source);
    expect(path).toMatchObject({ problem: expect.stringContaining(problem), at });
  });
});

describe("what a hostile answer cannot do", () => {
  it("nest deeper than the stack", () => {
    const depth = 100_000;
    const parsed: unknown = JSON.parse(`${"[".repeat(depth)}${"]".repeat(depth)}`);
    const nested: JsonValue = Array.isArray(parsed) ? parsed : [];
    expect(find("$..a", nested)).toEqual([]);
  });

  it("keep the search busy for ever", () => {
    const wide = Array.from({ length: 2_000 }, () => Array.from({ length: 200 }, () => ({})));
    expect(MOST_VISITS).toBeLessThan(400_000);
    expect(find("$..*", wide)).toBeUndefined();
    expect(find("$[?@[?@ == $[0][0]]]", wide)).toBeUndefined();
  });
});

describe("laws", () => {
  const nested = fc.jsonValue({ maxDepth: 4 });

  it("a name finds exactly what the object holds", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), nested), fc.string(), (object, name) => {
        const value: JsonValue = JSON.parse(JSON.stringify(object));
        const quoted = `$[${JSON.stringify(name).replaceAll("\\u007f", "\u007f")}]`;
        const expected = isRecord(value) && Object.hasOwn(value, name) ? [value[name]] : [];
        expect(find(quoted, value)).toEqual(expected);
      }),
    );
  });

  it("a slice is what Array.slice takes", () => {
    const bound = fc.option(fc.integer({ min: -8, max: 8 }), { nil: undefined });
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 6 }), bound, bound, (items, start, end) => {
        expect(find(`$[${start ?? ""}:${end ?? ""}]`, items)).toEqual(items.slice(start ?? 0, end));
      }),
    );
  });

  it("descendants are all values below", () => {
    const below = (value: JsonValue): number =>
      typeof value === "object" && value !== null
        ? Object.values(value).reduce<number>((sum, child) => sum + 1 + below(child), 0)
        : 0;
    fc.assert(
      fc.property(nested, (made) => {
        const value: JsonValue = JSON.parse(JSON.stringify(made));
        expect(find("$..*", value)).toHaveLength(below(value));
      }),
    );
  });
});
