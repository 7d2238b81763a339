import { describe, expect, test } from "vitest";
import type { JsonValue } from "../../../src/kit/index.ts";
import { parsePath, select, type Node } from "../../../src/openapi/overlay/path/index.ts";

const wayOf = (node: Node): string => (node.parent === undefined ? "$" : `${wayOf(node.parent)}/${node.key}`);
const budget = (left = 100_000) => ({
  left,
  exhausted: (): never => {
    throw new Error("spent");
  },
});
const find = (text: string, value: JsonValue): readonly string[] => select(parsePath(text), value, budget()).map(wayOf);

const shop: JsonValue = {
  paths: {
    "/a": { get: { tags: ["x"], deprecated: true, n: 1 }, put: { tags: ["x", "y"], n: 2 } },
    "/b": { get: { operationId: "it's", n: 3 } },
  },
  list: [0, 1, 2, 3, 4],
  ["__proto__x"]: null,
  ключ: { "a b": false },
};

test.each([
  ["$", ["$"]],
  ["$.paths['/b'].get", ["$/paths//b/get"]],
  ['$["paths"]["/b"]', ["$/paths//b"]],
  ["$ .paths ['/a'] . get", undefined],
  ["$ .paths ['/a'] .get", ["$/paths//a/get"]],
  ["$.paths.*.get", ["$/paths//a/get", "$/paths//b/get"]],
  ["$.paths['/a']['put','get','put']", ["$/paths//a/put", "$/paths//a/get", "$/paths//a/put"]],
  ["$..get.n", ["$/paths//a/get/n", "$/paths//b/get/n"]],
  ["$.list[1]", ["$/list/1"]],
  ["$.list[-1]", ["$/list/4"]],
  ["$.list[9]", []],
  ["$.list[1:3]", ["$/list/1", "$/list/2"]],
  ["$.list[::-2]", ["$/list/4", "$/list/2", "$/list/0"]],
  ["$.list[-2:]", ["$/list/3", "$/list/4"]],
  ["$.list[::0]", []],
  ["$.list[? @ > 2]", ["$/list/3", "$/list/4"]],
  ["$.paths.*[?@.deprecated]", ["$/paths//a/get"]],
  ["$.paths.*[?@.deprecated == true && @.n < 2]", ["$/paths//a/get"]],
  ["$.paths.*[?!@.tags]", ["$/paths//b/get"]],
  ["$.paths.*[?!(@.n == 1 || @.n == 2)]", ["$/paths//b/get"]],
  ["$..[?@.tags[?@ == 'y']]", ["$/paths//a/put"]],
  ["$..[?@.operationId == 'it\\'s']", ["$/paths//b/get"]],
  ["$.paths.*[?length(@.tags) >= 2]", ["$/paths//a/put"]],
  ["$.paths[?count(@.*) > 1]", ["$/paths//a"]],
  ["$.paths.*[?value(@..n) == 3]", ["$/paths//b/get"]],
  ["$.paths.*[?match(@.operationId, 'it.s')]", ["$/paths//b/get"]],
  ["$.paths.*[?search(@.operationId, '^nothing|t')]", undefined],
  ["$.paths.*[?search(@.operationId, 'x|t')]", ["$/paths//b/get"]],
  ["$.paths.*[?@.missing == $.also.missing]", ["$/paths//a/get", "$/paths//a/put", "$/paths//b/get"]],
  ["$['ключ']['a b']", ["$/ключ/a b"]],
  ["$.ключ", ["$/ключ"]],
  ["$.constructor", []],
  ["$.__proto__x", ["$/__proto__x"]],
  ["$.list[?@ == 1.0e0]", ["$/list/1"]],
] as const)("%s", (text, wanted) => {
  if (wanted === undefined) expect(() => parsePath(text)).toThrow("(character ");
  else expect(find(text, shop)).toEqual(wanted);
});

describe("what is refused", () => {
  test.each([
    ["", "$ is expected (character 1)"],
    ["paths", "$ is expected (character 1)"],
    ["$.", "a name or * is expected; names with other signs are written ['…'] (character 3)"],
    ["$.a ", '" " is not expected (character 4)'],
    ["$[01]", "01 is no index (character 3)"],
    ["$['a", "a text is not closed by ' (character 5)"],
    ["$[?@.a == @.*]", "only a query for one node can be compared (character 14)"],
    ["$[?1]", "a value alone is no condition; compare it (character 5)"],
    ["$[?nothing(@)]", "there is no function nothing() (character 14)"],
    ["$[?match(@.a)]", "match() takes 2 values (character 14)"],
    [
      "$[?match(@.a, '(a+)+b')]",
      "the pattern of match() is not taken: repeat single signs or [classes] only, at most 3 times (character 24)",
    ],
  ])("%s", (text, reason) => {
    expect(() => parsePath(text)).toThrow(reason);
  });

  test("what is deeper or longer than anybody writes", () => {
    expect(() => parsePath(`$${"[?@".repeat(60)}`)).toThrow("filters nest deeper than 50 levels");
    expect(() => parsePath(`$[?${"(".repeat(60)}`)).toThrow("filters nest deeper than 50 levels");
    expect(() => parsePath("$".padEnd(10_001, "x"))).toThrow("it is longer than 10000 characters (character 1)");
  });

  test("a query that looks at too much is stopped", () => {
    const wide = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`k${index}`, [index]]));
    expect(() => select(parsePath("$..[?$..[?$..*]]"), wide, budget(50_000))).toThrow("spent");
  });
});
