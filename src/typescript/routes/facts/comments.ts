import { parse } from "yaml";
import { isJsonObject, isRecord, type JsonObject, type JsonValue } from "../../../kit/index.ts";
import type { Machine } from "../machine/machine.ts";
import { plain } from "../frameworks/notes.ts";
import type { ApplicationFacts } from "./model.ts";
import { placeOf } from "./place.ts";

/** The YAML of `@openapi` and `@swagger` comments, as swagger-jsdoc reads them. */
export function documentedIn(machine: Machine): ApplicationFacts["documented"] {
  return [...machine.modules.values()].flatMap((module) =>
    module.comments
      .filter(({ value }) => /@(?:openapi|swagger)\b/.test(value) && value.length < 100_000)
      .flatMap(({ value, start }) => {
        const document = yamlOf(plain(value).split(/@(?:openapi|swagger)\b/)[1] ?? "");
        return document === undefined ? [] : [{ document, place: placeOf(machine, { file: module.path, start }) }];
      }),
  );
}

function yamlOf(text: string): JsonObject | undefined {
  try {
    const value: unknown = parse(text, { maxAliasCount: 50 });
    const json = toJson(value, 0);
    return isJsonObject(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

function toJson(value: unknown, depth: number): JsonValue {
  if (depth > 60) return null;
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return value;
  if (Array.isArray(value)) return value.map((one: unknown) => toJson(one, depth + 1));
  if (!isRecord(value)) return null;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, toJson(one, depth + 1)]));
}
