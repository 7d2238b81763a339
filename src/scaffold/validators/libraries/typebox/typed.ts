import type { JsonType, Schema, SchemaObject } from "../../../../openapi/index.ts";
import { arrayOf, code, literal, objectOf, type Fragment } from "../../../../typescript/index.ts";
import { NUMBER_FORMATS, TEXT_FORMATS } from "../../formats.ts";
import { groupsOf, KEYWORDS_OF, type TypeGroup } from "../groups.ts";
import { jsonEntries, keyCode } from "../json.ts";
import { only, type SchemaDraft } from "../keywords.ts";
import { ofAny, type TypeBox } from "./context.ts";

/** The `type` keyword and the keywords that speak of one type only. */
export function typedOf(said: SchemaObject, typebox: TypeBox): readonly Fragment[] {
  const { types } = said;
  if (types === undefined) {
    const raw = groupsOf(said).flatMap((group) => jsonEntries(groupOf(said, group), (inner) => ofAny(inner, typebox)));
    return raw.length === 0 ? [] : [code`Type.Unsafe(${objectOf(raw)})`];
  }
  const kinds = types.filter((type) => !(type === "integer" && types.includes("number")));
  const [first, ...others] = kinds.map((type) => ofType(type, said, typebox));
  if (first === undefined) return [];
  return [others.length === 0 ? first : code`Type.Union(${arrayOf([first, ...others])})`];
}

function ofType(type: JsonType, said: SchemaObject, typebox: TypeBox): Fragment {
  switch (type) {
    case "string":
      return code`Type.String(${optionsOf(groupOf(said, "string"), typebox)})`;
    case "number":
      return code`Type.Number(${optionsOf(groupOf(said, "number"), typebox)})`;
    case "integer":
      return code`Type.Integer(${optionsOf(groupOf(said, "number"), typebox)})`;
    case "array":
      return listOf(groupOf(said, "array"), typebox);
    case "object":
      return objectSchema(groupOf(said, "object"), typebox);
    case "boolean":
      return code`Type.Boolean()`;
    case "null":
      return code`Type.Null()`;
  }
}

/** The keywords of one type; number formats are bounds, which TypeBox has no formats for. */
function groupOf(said: SchemaObject, group: TypeGroup): SchemaDraft {
  const own = only(said, KEYWORDS_OF[group]);
  if (group === "string" && said.format !== undefined && TEXT_FORMATS.has(said.format)) own.format = said.format;
  if (group !== "number") return own;
  const bounds = said.format === undefined ? undefined : NUMBER_FORMATS.get(said.format);
  if (bounds === undefined) return own;
  const [minimum, maximum] = bounds;
  return {
    ...own,
    minimum: Math.max(minimum, own.minimum ?? minimum),
    maximum: Math.min(maximum, own.maximum ?? maximum),
  };
}

function optionsOf(own: SchemaObject, typebox: TypeBox): Fragment {
  const entries = jsonEntries(own, (inner) => ofAny(inner, typebox));
  return entries.length === 0 ? code`` : objectOf(entries);
}

function listOf(own: SchemaDraft, typebox: TypeBox): Fragment {
  const { items = true, ...rest } = own;
  if (own.prefixItems !== undefined || items === false)
    return code`Type.Unsafe(${objectOf([code`type: "array"`, ...jsonEntries(own, (inner) => ofAny(inner, typebox))])})`;
  const options = optionsOf(rest, typebox);
  return options.parts.length === 0
    ? code`Type.Array(${ofAny(items, typebox)})`
    : code`Type.Array(${ofAny(items, typebox)}, ${options})`;
}

function objectSchema(own: SchemaDraft, typebox: TypeBox): Fragment {
  const { properties, required, additionalProperties: rest, ...others } = own;
  const names = new Set([...(properties?.keys() ?? []), ...(required ?? [])]);
  const members = [...names].map((name) => {
    const schema = ofAny(properties?.get(name) ?? undeclared(rest), typebox);
    const member = required?.includes(name) === true ? schema : code`Type.Optional(${schema})`;
    return code`${keyCode(name)}: ${member}`;
  });
  const closed =
    rest === undefined
      ? []
      : [code`additionalProperties: ${typeof rest === "boolean" ? literal(rest) : ofAny(rest, typebox)}`];
  const options = [...closed, ...jsonEntries(others, (inner) => ofAny(inner, typebox))];
  return options.length === 0
    ? code`Type.Object(${objectOf(members)})`
    : code`Type.Object(${objectOf(members)}, ${objectOf(options)})`;
}

/** What a property is that is demanded and not described. */
const undeclared = (rest: Schema | undefined): Schema => rest ?? true;
