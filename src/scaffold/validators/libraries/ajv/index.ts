// Schemas in the words of ajv 8: JSON Schema 2020-12 as constants. Belongs here: what ajv reads, and what it holds otherwise than the
// standard does. Does not: the file around the schemas, the checks of what it lacks (libraries).
import type { Schema, SchemaObject } from "../../../../openapi/index.ts";
import { code, ident, jsDoc, lines, literal, objectOf, type Fragment } from "../../../../typescript/index.ts";
import type { Plan } from "../../../plan/index.ts";
import { gapsWithin, type Limits } from "../gaps.ts";
import { jsonEntries } from "../json.ts";
import type { Gaps, Library, Writing } from "../library.ts";
import { plain } from "../plain.ts";
import { prepared } from "../split.ts";
import { withSwitch } from "../switch.ts";

const LIMITS: Limits = {
  keywords: new Set(),
  whole: ["unevaluatedItems"],
  readsInherited: false,
  losesPrototype: false,
  isUnicodeOnly: true,
};
const STRICTER: Limits = { ...LIMITS, whole: ["unevaluatedItems", "unevaluatedProperties"] };

export const ajv: Library = {
  anything: code`true`,
  gaps: (schema, plan) => gapsWithin(schema, plan, isClear(schema, plan) ? LIMITS : STRICTER),
  written: (schema, writing) => (schema === true ? undefined : written(schema, writing)),
  ownSchema: (check) => code`{ ownCheck: ${check} }`,
  declared({ name, value, schema }, { imports }) {
    return lines([
      jsDoc([typeof schema === "object" ? schema.description : undefined]),
      code`export const ${ident(name)}: ${imports.type("ajv/dist/2020.js", "AnySchema")} = ${value};`,
    ]);
  },
  ending(names, writing) {
    if (names.length === 0) return [];
    return [code`${writing.helper("schemas", "define")}(${objectOf(names.map(ident))});`];
  },
};

function written(schema: Schema, writing: Writing): Fragment {
  if (typeof schema === "boolean") return literal(schema);
  const { said, own } = prepared(schema, ajv, writing);
  const { ref, ...rest } = withSwitch(said, writing.plan);
  const reference = ref === undefined ? [] : [code`$ref: ${nameOf(ref, writing)}`];
  const check = own === undefined ? [] : [code`ownCheck: ${writing.own(own)}`];
  return objectOf([...reference, ...jsonEntries(rest, (inner) => written(inner, writing)), ...check]);
}

/** The name of a constant as a text: it is an identifier. */
function nameOf(ref: string, writing: Writing): Fragment {
  return code`"${writing.reference(ref).name}"`;
}

const DEEPEST = 12;

/** True where nothing that stands in place of a schema is left to us: ajv then knows what has been looked at. */
function isClear(schema: Schema, plan: Plan, depth = 0): boolean {
  if (typeof schema === "boolean") return true;
  if (depth > DEEPEST) return false;
  if (depth > 0 && hasGaps(gapsWithin(plain(schema, plan), plan, LIMITS))) return false;
  return inPlace(schema, plan).every((part) => isClear(part, plan, depth + 1));
}

const hasGaps = ({ keywords, names, isWhole }: Gaps): boolean => isWhole || keywords.length > 0 || names.length > 0;

function inPlace(schema: SchemaObject, { model }: Plan): readonly Schema[] {
  const target = schema.ref === undefined ? [] : [model.schemas.get(schema.ref)?.schema ?? true];
  const lists = [schema.allOf, schema.anyOf, schema.oneOf].flatMap((list) => list ?? []);
  const tried = [schema.if, schema.then, schema.else].flatMap((one) => (one === undefined ? [] : [one]));
  return [...target, ...lists, ...tried, ...(schema.dependentSchemas?.values() ?? [])];
}
