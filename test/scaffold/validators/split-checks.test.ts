import { expect, test } from "vitest";
import { documentOf, generatedFrom, textOf } from "../generated.ts";

const item = { type: "object", required: ["n"], properties: { n: { type: "integer" } } };
const json = { "application/json": { schema: { $ref: "#/components/schemas/Item" } } };
const many = Array.from({ length: 51 }, (_, at) => [
  `/many/${at}`,
  { get: { operationId: `many${at}`, tags: ["many"], responses: { 200: { description: "", content: json } } } },
]);
const lines = (tag: string, itemSchema: object): object => ({
  get: {
    operationId: `${tag}Lines`,
    tags: [tag],
    responses: { 200: { description: "", content: { "application/jsonl": { itemSchema } } } },
  },
});

test("above 50 operations items are checked by a file for each tag, messages by one, and answers by none", async () => {
  const generated = await generatedFrom(
    documentOf(
      {
        ...Object.fromEntries(many),
        "/a": lines("answer checks", { $ref: "#/components/schemas/Item" }),
        "/b": lines("schemas", item),
      },
      { Item: item },
      {
        openapi: "3.2.0",
        webhooks: { paid: { post: { requestBody: { content: json }, responses: { 200: { description: "" } } } } },
      },
    ),
  );
  const checks = generated.files.filter(({ path }) => /middleware\/(?:responses|messages)/.test(path));
  expect(checks.map(({ path, group }) => [path, group])).toEqual([
    ["middleware/responses.ts", undefined],
    ["middleware/responses/schemas.ts", undefined],
    ["middleware/responses/answer-checks.ts", "answer-checks"],
    ["middleware/responses/schemas-operations.ts", "schemas"],
    ["middleware/messages.ts", undefined],
  ]);
  expect(textOf(generated, "middleware/responses.ts")).not.toContain("many");
  expect(textOf(generated, "middleware/router.ts")).toContain("checkAnswers");
});
