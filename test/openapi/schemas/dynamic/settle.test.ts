import { describe, expect, test } from "vitest";
import { withoutDynamicReferences, type ApiModel } from "../../../../src/openapi/index.ts";
import { api, bare, read } from "../../support.ts";

const page = {
  $id: "https://example.com/page",
  type: "object",
  properties: { items: { type: "array", items: { $dynamicRef: "#item" } } },
  $defs: { any: { $dynamicAnchor: "item" } },
};
const pageOf = (name: string) => ({
  $id: `https://example.com/page-of-${name}`,
  $ref: "https://example.com/page",
  $defs: { item: { $dynamicAnchor: "item", $ref: `https://example.com/${name}` } },
});
const plain = (name: string, type: string) => ({ $id: `https://example.com/${name}`, type });

const settled = async (schemas: object): Promise<ApiModel> =>
  withoutDynamicReferences(await read(api({ components: { schemas } })));
const schemaOf = (model: ApiModel, key: string): unknown => bare(model.schemas.get(key)?.schema);

describe("$dynamicRef", () => {
  test("a template is a schema of its own for each way that means something else", async () => {
    const model = await settled({
      Page: page,
      Names: pageOf("name"),
      Counts: pageOf("count"),
      Name: plain("name", "string"),
      Count: plain("count", "integer"),
    });
    expect([...model.schemas.keys()].filter((key) => key.startsWith("Page"))).toEqual([
      "Page",
      "Page of Name",
      "Page of Count",
    ]);
    expect(schemaOf(model, "Names")).toMatchObject({ ref: "Page of Name" });
    expect(schemaOf(model, "Page of Name")).toMatchObject({ properties: { items: { items: { ref: "item" } } } });
    expect(schemaOf(model, "Page")).toMatchObject({ properties: { items: { items: { ref: "any" } } } });
    expect(JSON.stringify([...model.schemas].map(([, { schema }]) => bare(schema)))).not.toContain("dynamicRef");
  });

  test("beside $ref it holds as well", async () => {
    const model = await settled({
      Node: { $id: "https://example.com/node", $dynamicAnchor: "node", type: "object" },
      Both: { $ref: "#/components/schemas/Name", $dynamicRef: "https://example.com/node#node" },
      Name: { type: "string" },
    });
    expect(schemaOf(model, "Both")).toEqual({ ref: "Name", allOf: [{ ref: "Node" }] });
  });

  test("an operation's own schema begins a way too", async () => {
    const schema = { ...pageOf("name"), $id: "https://example.com/inline" };
    const get = { responses: { 200: { description: "", content: { "application/json": { schema } } } } };
    const document = api({
      paths: { "/": { get } },
      components: { schemas: { Page: page, Name: plain("name", "string") } },
    });
    const { operations } = withoutDynamicReferences(await read(document));
    expect(bare(operations[0]?.responses[0]?.content[0]?.schema)).toMatchObject({ ref: "Page of Name" });
  });

  test("a model without one is the same model", async () => {
    const model = await read(api({ components: { schemas: { A: { type: "string" } } } }));
    expect(withoutDynamicReferences(model)).toBe(model);
  });

  test("ways that double with every step come to an end", async () => {
    const step = (at: number) => ({
      $id: `https://example.com/s${at}`,
      anyOf: [0, 1].map((way) => ({
        $id: `https://example.com/s${at}-${way}`,
        $ref: `https://example.com/s${at + 1}`,
        $defs: { anchor: { $dynamicAnchor: `a${at}`, const: way } },
      })),
    });
    const last = {
      $id: "https://example.com/s14",
      allOf: Array.from({ length: 14 }, (_, at) => ({ $dynamicRef: `https://example.com/s${at}-0#a${at}` })),
    };
    const steps = Array.from({ length: 14 }, (_, at) => [`S${at}`, step(at)] as const);
    const model = await settled(Object.fromEntries([...steps, ["S14", last]]));
    expect(model.schemas.size).toBeLessThan(2_000);
  });
});
