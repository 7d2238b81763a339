import { type JsonObject, type JsonValue, isJsonObject } from "../../../kit/index.ts";
import type { ApiModel, Schema } from "../../index.ts";
import { accepts } from "../accept/index.ts";
import { allOfThem } from "../context.ts";
import { type Expansion, expansionsOf } from "../expand.ts";
import { propertySchemas } from "../parts.ts";
import { freshContext } from "../sample.ts";
import { breaksOf } from "./breaks.ts";
import type { BrokenParts } from "./breakage.ts";
import { isJsonType } from "./media.ts";
import type { BodyPart, RequestParts } from "./parts.ts";

type Schemas = Pick<ApiModel, "schemas">;
type WrongBody = readonly [subject: string, rule: string, value: JsonValue];

const MOST_PROPERTIES = 12;

/** The body missing, unreadable, or with one thing wrong in it. JSON only: other types are rarely refused. */
export function brokenBodies(parts: RequestParts, model: Schemas): readonly BrokenParts[] {
  const { body, operation } = parts;
  if (body === undefined || !isJsonType(body.media.type)) return [];
  const whole = { in: "body", subject: "body" } as const;
  return [
    ...(operation.body?.required === true
      ? [{ ...whole, rule: "required", parts: { ...parts, body: undefined } }]
      : []),
    { ...whole, rule: "syntax", parts: { ...parts, body: { ...body, raw: '{"unfinished": ' } } },
    ...wrongBodies(body, model).map(([subject, rule, value]) => ({
      in: "body" as const,
      subject,
      rule,
      parts: { ...parts, body: { ...body, value } },
    })),
  ];
}

function wrongBodies(body: BodyPart, model: Schemas): readonly WrongBody[] {
  const { schema } = body.media;
  if (schema === undefined || typeof schema === "boolean") return [];
  const scope = { schemas: model.schemas, side: "request" } as const;
  const aimed = [...wrongWhole(), ...(isJsonObject(body.value) ? wrongParts(body.value, schema, model) : [])];
  return aimed.filter(([, , value]) => !accepts(value, schema, scope));
}

function wrongWhole(): readonly WrongBody[] {
  return [
    ["body", "type", []],
    ["body", "type", {}],
  ];
}

function wrongParts(value: JsonObject, schema: Schema, model: Schemas): readonly WrongBody[] {
  const context = freshContext(model, { side: "request" });
  for (const expansion of expansionsOf(schema, context)) {
    const names = Object.keys(value).slice(0, MOST_PROPERTIES);
    return [
      ...names.map((name) => [name, "required", without(value, name)] as const),
      ...names.flatMap((name) => wrongProperty(name, value, { expansion, model })),
      ["unexpectedProperty", "additionalProperties", { ...value, unexpectedProperty: true }],
    ];
  }
  return [];
}

interface Place {
  readonly expansion: Expansion;
  readonly model: Schemas;
}

function wrongProperty(name: string, value: JsonObject, { expansion, model }: Place): readonly WrongBody[] {
  const home = expansion.conjuncts[0];
  if (home === undefined) return [];
  const schema = allOfThem(propertySchemas(name, expansion), home);
  const wrong = breaksOf(schema, freshContext(model, { side: "request" }));
  return wrong.map(([rule, part]) => [name, rule, { ...value, [name]: part }]);
}

function without(value: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([other]) => other !== name));
}
