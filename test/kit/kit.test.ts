import { describe, expect, test } from "vitest";
import * as kit from "../../src/kit/index.ts";

describe("names", () => {
  test.each([
    ["getHTTPServer_by-id", "getHttpServerById", "GetHttpServerById", "get-http-server-by-id", "get_http_server_by_id"],
    ["größe Élan", "größeÉlan", "GrößeÉlan", "größe-élan", "größe_élan"],
    ["order items", "orderItems", "OrderItems", "order-items", "order_items"],
    ["v2Users", "v2Users", "V2Users", "v-2-users", "v_2_users"],
  ])("%s", (name, camel, pascal, kebab, snake) => {
    expect([kit.camelCase(name), kit.pascalCase(name), kit.kebabCase(name), kit.snakeCase(name)]).toEqual([
      camel,
      pascal,
      kebab,
      snake,
    ]);
  });

  test.each([
    ["category", "categories"],
    ["box", "boxes"],
    ["day", "days"],
    ["person", "people"],
    ["status", "status"],
    ["user", "users"],
  ])("%s and %s", (one, many) => {
    expect([kit.pluralize(one), kit.singularize(many)]).toEqual([many, one]);
  });
});

describe("durations", () => {
  test.each([
    ["30", 30_000],
    ["1m30s", 90_000],
    ["250ms", 250],
    ["0.5", 500],
    ["2h", 7_200_000],
  ])("%s", (text, milliseconds) => {
    expect(kit.parseDuration(text)).toBe(milliseconds);
  });
  test.each(["", "soon", "5 parsecs", "-3", "1m30"])("%j is none", (text) => {
    expect(kit.parseDuration(text)).toBeUndefined();
  });
  test.each([
    [90_000, "1m30s"],
    [250, "250ms"],
    [1_500, "1.5s"],
    [3_600_000, "1h"],
    [60_000, "1m"],
  ])("%d prints as %s", (value, text) => {
    expect(kit.formatDuration(value)).toBe(text);
  });
});

describe("numbers", () => {
  test.each([
    [kit.formatCount(1_247_832), "1,247,832"],
    [kit.formatDecimal(1508.25, 1), "1,508.3"],
    [kit.formatBytes(1_500_000), "1.5 MB"],
    [kit.formatBytes(12), "12 B"],
    [kit.formatPercent(0.9905), "99.0%"],
    [kit.formatPercent(0.99996), "99.9%"],
    [kit.formatPercent(1), "100.0%"],
  ])("%s", (printed, expected) => {
    expect(printed).toBe(expected);
  });
});

describe("text", () => {
  test("a stranger's escapes become visible", () => {
    expect(kit.safeText("a\u001b[31mb\u202ec\td\n")).toBe("a\\u001b[31mb\\u202ec\td\n");
    expect(kit.withoutPasswords("no http://a:b/c@d@e/f?g, http://h:80/i")).toBe("no http://***@e/f?g, http://h:80/i");
    expect(kit.wellFormed("a\ud800b\u{1f600}\udc00")).toBe("a\ufffdb\u{1f600}\ufffd");
    expect(kit.safeLine("a\nb\tc\u001b")).toBe("a\\nb\\tc\\u001b");
    expect(kit.jsonText({ a: "\u009b\u202e\u007fü\n" })).toBe('{\n  "a": "\\u009b\\u202e\\u007fü\\n"\n}');
  });
  test("tables align", () => {
    expect(
      kit.textTable(
        [{ title: "name" }, { title: "rows", align: "right" }],
        [
          ["orders", "100,000"],
          ["a", "1"],
        ],
      ),
    ).toBe("name       rows\norders  100,000\na             1");
  });
  test("words wrap", () => {
    expect(kit.wrapText("one two three four", 9)).toEqual(["one two", "three", "four"]);
  });
});

describe("order", () => {
  test("is by code point, stable, and keeps firsts", () => {
    expect(kit.sortedBy(["b", "Z", "ä", "a"], (text) => text)).toEqual(["Z", "a", "b", "ä"]);
    expect(
      kit.uniqueBy(
        [
          { k: "a", v: 1 },
          { k: "a", v: 2 },
        ],
        ({ k }) => k,
      ),
    ).toEqual([{ k: "a", v: 1 }]);
    expect([...kit.groupBy(["aa", "b", "ac"], (text) => text.charAt(0))]).toEqual([
      ["a", ["aa", "ac"]],
      ["b", ["b"]],
    ]);
  });
});

describe("nearest", () => {
  test.each([
    ["analyse", "analyze"],
    ["migrat", "migrate"],
    ["zebra", undefined],
  ])("%s", (word, expected) => {
    expect(kit.nearest(word, ["analyze", "migrate", "status"])).toBe(expected);
  });
});

describe("the catalogue of errors", () => {
  test("has unique kebab-case codes and the exit codes of the catalogue", () => {
    const entries = kit.errorCatalogue();
    expect(new Set(entries.map((entry) => entry.code)).size).toBe(entries.length);
    for (const entry of entries) {
      expect(entry.code).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
      expect([1, 2, 3, 4, 5, 70, 130]).toContain(entry.exitCode);
      expect(entry.when).toMatch(/\.$/);
    }
  });
});
