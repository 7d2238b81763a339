import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from "../../kit/index.ts";
import { inDialect } from "./dialect.ts";
import type { WriteOptions } from "./facts.ts";
import { reasonPhrase } from "./reasons.ts";

/** An operation object that the code declares in full, in the words of the version that is written. */
export function declaredObject(operation: JsonObject, { version, confidence }: WriteOptions): JsonObject {
  const { responses, ...rest } = operation;
  const named = isJsonObject(responses) ? Object.entries(responses) : [];
  const told = {
    ...rest,
    responses: Object.fromEntries(named.map(([status, one]) => [status, described(one, status)])),
  };
  const written = version === "3.0" ? inside(told, 0) : told;
  return isJsonObject(written) && confidence ? { ...written, "x-backwright-confidence": "declared" } : told;
}

const described = (response: JsonValue, status: string): JsonValue => {
  if (!isJsonObject(response)) return response;
  return { ...response, description: response["description"] || reasonPhrase(status) };
};

/** Every `schema` below. */
function inside(value: JsonValue, depth: number): JsonValue {
  if (depth > 60) return value;
  if (isJsonArray(value)) return value.map((one) => inside(one, depth + 1));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      name === "schema" && isJsonObject(one) ? inDialect(one, "3.0") : inside(one, depth + 1),
    ]),
  );
}
