import { expect, test } from "vitest";
import type { JsonValue } from "../../../../src/kit/index.ts";
import type { Operation } from "../../../../src/openapi/index.ts";
import { brokenRequests } from "../../../../src/openapi/sample/index.ts";
import { mediaOf, operationOf, parameterOf } from "../../../support/operation.ts";

const model = { schemas: new Map(), securitySchemes: new Map() };

function broken(operation: Operation): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    brokenRequests(operation, model).map(({ in: place, subject, rule, request }) => [
      `${place} ${subject} ${rule}`,
      place === "body" ? request.body : request.path,
    ]),
  );
}

test("parameters: missing, of the wrong type, beyond a limit", () => {
  const parameters = [
    parameterOf("id", { type: "string", format: "uuid" }, { in: "path" }),
    parameterOf("limit", { type: "integer", minimum: 1, maximum: 100 }),
    parameterOf("sort", { enum: ["name", "price"] }, { required: false }),
  ];
  const id = "3f2b8c1e-5a4d-4e6f-8a9b-000000000001";
  expect(broken(operationOf("/things/{id}", { parameters }))).toEqual({
    "path id format": "/things/not-a-uuid?limit=1",
    "query limit required": `/things/${id}`,
    "query limit type": `/things/${id}?limit=not-a-number`,
    "query limit minimum": `/things/${id}?limit=0`,
    "query limit maximum": `/things/${id}?limit=101`,
    "query sort enum": `/things/${id}?limit=1&sort=not-one-of-them`,
  });
});

test("a body: missing, unreadable, with one thing wrong in it", () => {
  const schema: JsonValue = {
    type: "object",
    required: ["name"],
    properties: { name: { type: "string", maxLength: 3 }, count: { type: "integer" } },
    additionalProperties: false,
  };
  const body = {
    required: true,
    description: undefined,
    content: [mediaOf("application/json", schema)],
    place: { file: "", pointer: "" },
  };
  expect(broken(operationOf("/", { method: "POST", body }))).toEqual({
    "body body required": undefined,
    "body body syntax": '{"unfinished": ',
    "body body type": "[]",
    "body name type": '{"name":12345,"count":1}',
    "body name required": '{"count":1}',
    "body name maxLength": '{"name":"xxxx","count":1}',
    "body unexpectedProperty additionalProperties": '{"name":"sam","count":1,"unexpectedProperty":true}',
  });
});

test("nothing is called broken that the schema accepts in some reading", () => {
  const parameters = [parameterOf("q", { type: ["integer", "string"], maximum: 5 }), parameterOf("free", true)];
  expect(Object.keys(broken(operationOf("/", { parameters })))).toEqual(["query q required"]);
});
