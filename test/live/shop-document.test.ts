import { describe, expect, test } from "vitest";
import { brokenRequests, sampleRequest, sampleResponse } from "../../src/openapi/sample/index.ts";
import { readShop } from "./shop-support.ts";

const model = await readShop();

describe("the shop's document", () => {
  test("is read without a finding", () => {
    expect(model.findings).toEqual([]);
    expect(model.operations.filter(({ unresolved }) => unresolved.length > 0)).toEqual([]);
  });

  test("has 26 operations, each with an id, a tag and a summary", () => {
    expect(model.operations).toHaveLength(26);
    const described = model.operations.filter(
      ({ operationId, tags, summary }) => operationId !== undefined && tags.length === 1 && summary !== undefined,
    );
    expect(described).toHaveLength(26);
  });

  test("has parameters in every place", () => {
    const places = new Set(model.operations.flatMap(({ parameters }) => parameters.map((parameter) => parameter.in)));
    expect([...places].sort()).toEqual(["cookie", "header", "path", "query"]);
  });

  test("says what an error looks like, for every operation that takes anything", () => {
    const taking = model.operations.filter(({ parameters, body }) => parameters.length > 0 || body !== undefined);
    expect(taking.filter(({ responses }) => !responses.some(({ status }) => status === "400"))).toEqual([]);
  });
});

describe("samples of the shop", () => {
  test.each(model.operations.map((operation) => [operation.id, operation] as const))("%s", (_id, operation) => {
    expect(sampleRequest(operation, model).doubts).toEqual([]);
    expect(sampleRequest(operation, model, { optional: true }).doubts).toEqual([]);
    expect(sampleResponse(operation, model).valid).toBe(true);
  });

  test("most operations can be called wrongly in several ways", () => {
    const ways = model.operations.map((operation) => brokenRequests(operation, model).length);
    expect(ways.filter((count) => count >= 2).length).toBeGreaterThanOrEqual(24);
  });
});
