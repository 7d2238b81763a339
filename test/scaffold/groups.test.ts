import fc from "fast-check";
import { expect, test } from "vitest";
import { groupName } from "../../src/scaffold/plan/groups.ts";

const at = (tag: string | undefined, ...texts: readonly string[]) => ({
  tags: tag === undefined ? [] : [tag],
  segments: texts.map((text) => ({ parts: [{ kind: "text" as const, text }] })),
});

test.each([
  ["a tag", at("Order Items", "orders"), "order-items"],
  ["the first path segment", at(undefined, "users", "posts"), "users"],
  ["nothing at all", at(undefined), "root"],
  ["a name that is ours", at("index"), "index-routes"],
  ["a device of Windows", at("CON"), "con-routes"],
  ["a way out", at("../../etc/passwd"), "etc-passwd"],
  ["a device of Windows in wide letters", at("\uff23\uff2f\uff2e"), "con-routes"],
  ["letters that file systems take for others", at("\u017fta\ufb03 Cafe\u0301"), "staffi-caf\u00e9"],
  ["only signs", at("!!!", "users"), "users"],
])("%s", (_, operation, expected) => expect(groupName(operation)).toBe(expected));

test("no tag leaves the folder", () => {
  fc.assert(
    fc.property(fc.string(), (tag) => {
      expect(groupName(at(tag))).not.toMatch(/[/\\.:\0]/);
    }),
  );
});
