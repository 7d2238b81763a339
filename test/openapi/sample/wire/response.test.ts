import { expect, test } from "vitest";
import { sampleResponse } from "../../../../src/openapi/sample/index.ts";
import { mediaOf, operationOf, responseOf } from "../../../support/operation.ts";

const json = [
  mediaOf("application/json", { type: "object", required: ["id"], properties: { id: { type: "integer" } } }),
];
const model = { schemas: new Map() };

test.each([
  ["the lowest success", [responseOf("404", json), responseOf("202"), responseOf("201", json)], 201, { id: 1 }],
  ["a range", [responseOf("4XX"), responseOf("2XX", json)], 200, { id: 1 }],
  ["the default", [responseOf("400"), responseOf("default", json)], 200, { id: 1 }],
  ["no body where there can be none", [responseOf("204", json)], 204, undefined],
  ["nothing described", [], 200, undefined],
] as const)("%s", (_name, responses, status, body) => {
  const answer = sampleResponse(operationOf("/", { responses }), model);
  expect([answer.status, answer.body, answer.valid]).toEqual([status, body, true]);
});
