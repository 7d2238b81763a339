import type { JsonObject } from "../../kit/index.ts";
import type { Operation, Parameter } from "../../openapi/index.ts";
import { literal, type Fragment } from "../../typescript/index.ts";
import { keyOf } from "../types/index.ts";

/** `{ id: "getUser", method: "GET", path: "/users/{id}", … }`; webhooks and callbacks have no path. */
export function callPlan(id: string, operation: Operation, path: string): Fragment {
  const { method, parameters, body, responses } = operation;
  return literal({
    id,
    method,
    path: path.replaceAll("#", "%23"),
    parameters: parameters.flatMap(parameterPlan),
    types: body?.content.map(({ type }) => type) ?? [],
    answers: responses.length === 0 ? [silentStatus(method)] : responses.map(({ status }) => status),
  });
}

/** What is answered where the document is silent. */
const silentStatus = (method: string): string => (method === "POST" ? "201" : method === "DELETE" ? "204" : "200");

/** The querystring of 3.2 is no part of a request's type. */
function parameterPlan(parameter: Parameter): readonly JsonObject[] {
  const { name, style, explode, allowReserved, contentType } = parameter;
  if (parameter.in === "querystring") return [];
  return [
    {
      name,
      key: keyOf(parameter),
      in: parameter.in,
      style,
      explode,
      ...(allowReserved ? { reserved: true } : {}),
      ...(contentType === undefined ? {} : { isJson: true }),
    },
  ];
}
