import { isJsonObject, type JsonObject, type JsonValue } from "../../../kit/index.ts";
import type { ApiModel, Schema } from "../../../openapi/index.ts";
import { accepts } from "../../../openapi/sample/index.ts";

const UNIQUE = /e-?mail|sku|code|number|slug|user-?name|login|handle|reference|serial|isbn|idempotency/i;

/**
 * A sample body in which every request has its own value where an API is likely to want a unique one, as far as the schema
 * accepts that: `TEA-0421` becomes `TEA-${digits(4)}`.
 */
export function varied(body: JsonValue, schema: Schema, model: Pick<ApiModel, "schemas">): JsonValue {
  if (!isJsonObject(body)) return body;
  const scope = { schemas: model.schemas, side: "request" } as const;
  const isAccepted = (name: string, text: string): boolean => accepts({ ...body, [name]: text }, schema, scope);
  const members = Object.entries(body).map(([name, value]) => {
    if (typeof value !== "string" || !UNIQUE.test(name)) return [name, value] as const;
    const form = formsOf(value).find(([example]) => isAccepted(name, example));
    return [name, form?.[1] ?? value] as const;
  });
  const result: JsonObject = Object.fromEntries(members);
  return result;
}

/** What the value could look like, and the template that makes such values. */
function formsOf(value: string): readonly (readonly [example: string, template: string])[] {
  const digits = /\d{3,}/.exec(value)?.[0];
  const at = value.indexOf("@");
  return [
    ...(at > 0 ? [[`abcdefghijkl${value.slice(at)}`, `\${letters(12)}${value.slice(at)}`] as const] : []),
    ...(digits === undefined ? [] : [numbered(value, digits)]),
    [`${value}-abcdefgh`, `${value}-\${letters(8)}`],
    [`${value}abcdefgh`, `${value}\${letters(8)}`],
  ];
}

function numbered(value: string, digits: string): readonly [string, string] {
  const other = digits.replaceAll(/\d/g, (digit) => String(9 - Number(digit)));
  return [value.replace(digits, other), value.replace(digits, `\${digits(${digits.length})}`)];
}
