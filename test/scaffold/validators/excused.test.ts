import { describe, expect, test } from "vitest";
import { documentOf, generatedFrom, textOf } from "../generated.ts";

const schemas = {
  Numbered: { type: "object", properties: { id: { type: "string", readOnly: true } } },
  Named: { type: "object", required: ["id", "name"], properties: { id: { type: "string" }, name: { type: "string" } } },
  Tree: { type: "object", required: ["id"], properties: { child: { $ref: "#/components/schemas/Tree" } } },
};
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

async function demanded(schema: object): Promise<readonly string[]> {
  const paths = {
    "/a": {
      post: {
        operationId: "send",
        requestBody: { required: true, content: { "application/json": { schema } } },
        responses: { 200: { description: "" } },
      },
    },
  };
  const text = textOf(await generatedFrom(documentOf(paths, schemas)), "middleware/validators.ts");
  return [...text.matchAll(/"\/(?:body\/)?(\w+)", "is required"/g)].map(([, name = ""]) => name);
}

describe("what another schema of the same value calls read-only is not demanded of a request", () => {
  test.each<readonly [string, object, readonly string[]]>([
    ["required beside a base", { allOf: [ref("Numbered")], required: ["id", "name"] }, ["name"]],
    ["required in a part of its own", { allOf: [ref("Numbered"), { required: ["id", "name"] }] }, ["name"]],
    ["a base that demands it", { allOf: [{ properties: { id: { readOnly: true } } }, ref("Named")] }, ["name"]],
    ["a reference with a sibling", { ...ref("Named"), properties: { id: { readOnly: true } } }, ["name"]],
    ["a base that contains itself", { ...ref("Tree"), properties: { id: { readOnly: true } } }, ["id"]],
  ])("%s", async (_, schema, names) => {
    expect((await demanded(schema)).filter((name) => name !== "body")).toEqual(names);
  });

  test("an alternative that demands what another calls read-only keeps its demand", async () => {
    const other = { type: "object", required: ["id"], properties: { id: { type: "integer" } } };
    expect(await demanded({ anyOf: [ref("Numbered"), other] })).toContain("id");
  });
});
