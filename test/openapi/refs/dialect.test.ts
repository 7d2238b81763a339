import { expect, test } from "vitest";
import { api, bare, codes, read } from "../support.ts";

const DRAFT_7 = "http://json-schema.org/draft-07/schema#";
const schemas = { A: { $ref: "#/components/schemas/B", maxLength: 3 }, B: { type: "string" } };

test.each([
  [
    "the document's dialect is an old draft",
    api({ jsonSchemaDialect: DRAFT_7, components: { schemas } }),
    { ref: "B" },
  ],
  ["nothing is declared", api({ components: { schemas } }), { ref: "B", maxLength: 3 }],
  [
    "the dialect is that of OpenAPI",
    api({ jsonSchemaDialect: "https://spec.openapis.org/oas/3.1/dialect/base", components: { schemas } }),
    { ref: "B", maxLength: 3 },
  ],
])("what stands beside $ref where %s", async (_, document, expected) => {
  const model = await read(document);
  expect(bare(model.schemas.get("A")?.schema)).toEqual(expected);
  expect(codes(model)).toEqual("maxLength" in expected ? [] : ["reference-siblings-ignored"]);
});

test("a file declares its own draft, and an $id beside $ref names nothing in it", async () => {
  const draft = {
    $schema: DRAFT_7,
    properties: { a: { $id: "https://example.com/other", $ref: "#/definitions/text", minLength: 2 } },
    definitions: { text: { type: "string" } },
  };
  const model = await read(api({ components: { schemas: { A: { $ref: "draft.json" } } } }), { "draft.json": draft });
  expect(bare(model.schemas.get("draft")?.schema)).toMatchObject({ properties: { a: { ref: "text" } } });
});
