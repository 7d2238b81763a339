import { describe, expect, test } from "vitest";
import { applyOverlays, readOverlay } from "../../../src/openapi/overlay/index.ts";
import type { JsonValue } from "../../../src/kit/index.ts";
import { readSpecification } from "../../../src/openapi/index.ts";

const overlay = (actions: readonly object[], version = "1.1.0") =>
  readOverlay("o.json", JSON.stringify({ overlay: version, info: { title: "o", version: "1" }, actions }));
const apply = (value: JsonValue, ...actions: readonly object[]) => applyOverlays(value, [overlay(actions)]);

describe("an overlay", () => {
  test.each<[string, JsonValue, readonly object[], JsonValue]>([
    [
      "merges objects at any depth",
      { a: { b: 1, l: [1] } },
      [{ target: "$.a", update: { c: { d: 2 }, l: [2] } }],
      { a: { b: 1, l: [1, 2], c: { d: 2 } } },
    ],
    ["appends an entry to a list", { l: [1] }, [{ target: "$.l", update: { x: 1 } }], { l: [1, { x: 1 }] }],
    ["joins a list to a list", { l: [1] }, [{ target: "$.l", update: [2, 3] }], { l: [1, 2, 3] }],
    ["replaces a plain value", { t: "old" }, [{ target: "$.t", update: "new" }], { t: "new" }],
    [
      "removes members and items",
      { a: 1, l: [1, 2, 3] },
      [
        { target: "$.l[?@ == 2]", remove: true },
        { target: "$.a", remove: true },
      ],
      { l: [1, 3] },
    ],
    ["removes before it updates", { a: 1 }, [{ target: "$.a", remove: true, update: 2 }], {}],
    [
      "copies a value",
      { a: { x: 1 }, b: { y: 2 } },
      [{ target: "$.b", copy: "$.a" }],
      { a: { x: 1 }, b: { y: 2, x: 1 } },
    ],
    [
      "sees what the action before it left",
      { a: {} },
      [
        { target: "$.a", update: { b: {} } },
        { target: "$.a.b", update: { c: 1 } },
      ],
      { a: { b: { c: 1 } } },
    ],
    [
      "keeps a key named __proto__ a key",
      JSON.parse('{"a":{"__proto__":{"x":1}}}'),
      [{ target: "$.a", update: JSON.parse('{"__proto__":{"y":2}}') }],
      JSON.parse('{"a":{"__proto__":{"x":1,"y":2}}}'),
    ],
  ])("%s", (_, value, actions, wanted) => {
    const applied = apply(value, ...actions);
    expect([JSON.stringify(applied.value), applied.findings]).toEqual([JSON.stringify(wanted), []]);
    expect(Object.hasOwn(Object.prototype, "y")).toBe(false);
  });

  test("says which actions do nothing, and where they stand", () => {
    const text = "overlay: 1.0.0\nactions:\n  - target: $.b\n    remove: true\n  - target: $.a\n    update: text\n";
    const { value, findings } = applyOverlays({ a: {} }, [readOverlay("o.yaml", text)]);
    expect(value).toEqual({ a: {} });
    expect(
      findings.map(({ code, severity, subject: { file, line, name } }) => [code, severity, file, line, name]),
    ).toEqual([
      ["overlay-matches-nothing", "warning", "o.yaml", 3, "$.b"],
      ["overlay-misfit", "error", "o.yaml", 5, "$.a"],
    ]);
  });

  test.each([
    ["no overlay", "{}", 'its field overlay has to be "1.0.0" or "1.1.0"'],
    ["another version", '{"overlay":"2.0.0","actions":[]}', "its field overlay"],
    ["no actions", '{"overlay":"1.0.0"}', "its field actions has to be a list"],
    ["an action without a target", '{"overlay":"1.0.0","actions":[{}]}', "an action needs a target"],
    ["an action that does nothing", '{"overlay":"1.0.0","actions":[{"target":"$"}]}', "an action needs update"],
    [
      "a target that is no path",
      '{"overlay":"1.0.0","actions":[{"target":"paths","remove":true}]}',
      '"paths": $ is expected',
    ],
  ])("%s is refused", (_, text, reason) => {
    expect(() => readOverlay("o.json", text)).toThrow(reason);
  });

  test("cannot make a document grow or look without measure", () => {
    const first = { target: "$.a", update: { l: Array.from({ length: 1_000 }, (_, index) => index) } };
    const doubling = Array.from({ length: 60 }, () => ({ target: "$.a", copy: "$.a" }));
    expect(() => apply({ a: {} }, first, ...doubling)).toThrow("adds more than");
    expect(() => apply(nested(990), { target: "$..z", update: nested(20) })).toThrow("nest deeper");
  });
});

/** `{ a: { a: { … { z: {} } } } }` */
function nested(depth: number): JsonValue {
  let value: JsonValue = { z: {} };
  for (let level = 0; level < depth; level += 1) value = { a: value };
  return value;
}

test("a specification is read as its overlays leave it", async () => {
  const files: Readonly<Record<string, string>> = {
    "api.yaml":
      "openapi: 3.1.0\ninfo: { title: A, version: '1' }\npaths:\n  /a: { get: { responses: { 200: { description: '' } } } }\n  /internal: { get: { responses: {} } }\n",
    "one.yaml":
      "overlay: 1.0.0\nactions:\n  - { target: \"$.paths['/internal']\", remove: true }\n  - { target: $.nothing, remove: true }\n",
    "two.yaml":
      "overlay: 1.0.0\nactions: [{ target: $.info, update: { title: B } }, { target: \"$.paths['/a'].get\", update: { operationId: readA } }]\n",
  };
  const load = (path: string): Promise<string> => Promise.resolve(files[path] ?? "");
  const model = await readSpecification("api.yaml", load, { overlays: ["one.yaml", "two.yaml"] });
  expect([model.title, model.operations.map(({ id, path }) => `${id} ${path}`)]).toEqual(["B", ["readA /a"]]);
  expect(model.findings.map(({ code }) => code)).toEqual(["overlay-matches-nothing"]);
});
