import { order, orderSchema } from "../json-schema/order.ts";

const security = [{ token: [] }];
const ok = { 200: { description: "", content: { "application/json": { schema: { type: "object" } } } } };
const json = { "application/json": { schema: { $ref: "#/components/schemas/Order" } } };

/** The schema of a body alone, for who validates without a document. */
export const ORDER_SCHEMA = orderSchema("tagged");

/** Two operations behind a bearer token: one with parameters, one with a body. */
export const DOCUMENT = JSON.stringify({
  openapi: "3.1.0",
  info: { title: "Cost", version: "1" },
  security,
  paths: {
    "/orders/{id}": {
      get: {
        operationId: "getOrder",
        parameters: [
          { name: "id", in: "path", required: true, schema: { type: "integer", minimum: 1 } },
          { name: "limit", in: "query", schema: { type: "integer", maximum: 100, default: 20 } },
          { name: "sort", in: "query", schema: { enum: ["name", "date"] } },
          { name: "If-None-Match", in: "header", schema: { type: "string" } },
        ],
        responses: ok,
      },
    },
    "/orders": { post: { operationId: "addOrder", requestBody: { required: true, content: json }, responses: ok } },
  },
  components: {
    schemas: { Order: ORDER_SCHEMA },
    securitySchemes: { token: { type: "http", scheme: "bearer" } },
  },
});

export const BODY = Buffer.from(JSON.stringify(order("tagged")));
export const HEADERS = { authorization: "Bearer good", accept: "*/*", "if-none-match": '"7"' };
export const JSON_HEADERS = {
  ...HEADERS,
  "content-type": "application/json",
  "content-length": String(BODY.length),
};
