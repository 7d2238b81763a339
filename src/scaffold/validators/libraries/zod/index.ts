// Schemas in the words of zod 4. Belongs here: its methods, and what it holds otherwise than JSON Schema does.
// Does not: the file around the schemas, the checks of what it lacks (libraries).
import { code, ident, jsDoc, lines } from "../../../../typescript/index.ts";
import { gapsWithin, type Limits } from "../gaps.ts";
import type { Library } from "../library.ts";
import { isHeavy } from "../weight.ts";
import { isObjectSchema } from "./object-schema.ts";
import { zodOf } from "./schema.ts";

const LIMITS: Limits = {
  keywords: new Set([
    "contains",
    "minContains",
    "maxContains",
    "uniqueItems",
    "patternProperties",
    "propertyNames",
    "minProperties",
    "maxProperties",
    "dependentRequired",
    "dependentSchemas",
    "not",
    "if",
    "then",
    "else",
  ]),
  whole: ["unevaluatedProperties", "unevaluatedItems"],
  readsInherited: true,
  losesPrototype: true,
  isUnicodeOnly: false,
};

export const zod: Library = {
  anything: code`z.unknown()`,
  gaps: (schema, plan) => gapsWithin(schema, plan, LIMITS),
  written: (schema, writing) => zodOf(schema, zod, writing),
  ownSchema: (check, writing) => code`z.unknown().check(${writing.helper("schemas", "alsoCheck")}(${check}))`,
  declared({ name, value, schema, source, isCircular }, writing) {
    const z = writing.imports.value("zod", "z");
    const isTyped = isCircular || writing.plan.isSplit || isHeavy(writing.plan.model, source);
    const isObject = isTyped && isObjectSchema(source, zod, writing);
    const type = isTyped ? (isObject ? code`: ${z}.ZodObject` : code`: ${z}.ZodType`) : code``;
    return lines([
      jsDoc([typeof schema === "object" ? schema.description : undefined]),
      code`export const ${ident(name)}${type} = ${value};`,
    ]);
  },
  ending: () => [],
};
