// Schemas in the words of TypeBox 1. Belongs here: its builders, and what it holds otherwise than JSON Schema does.
// Does not: the file around the schemas, the checks of what it lacks (libraries).
import { code, ident, jsDoc, lines, objectOf } from "../../../../typescript/index.ts";
import { gapsWithin, type Limits } from "../gaps.ts";
import type { Library } from "../library.ts";
import { typeboxOf } from "./schema.ts";

const LIMITS: Limits = {
  keywords: new Set([
    "multipleOf",
    "dependentRequired",
    "propertyNames",
    "if",
    "then",
    "else",
    "contains",
    "minContains",
    "maxContains",
  ]),
  whole: ["unevaluatedProperties", "unevaluatedItems"],
  readsInherited: true,
  losesPrototype: false,
  isUnicodeOnly: true,
};

export const typebox: Library = {
  anything: code`Type.Unknown()`,
  gaps: (schema, plan) => gapsWithin(schema, plan, LIMITS),
  written: (schema, writing) => typeboxOf(schema, typebox, writing),
  ownSchema: (check, writing) => code`${writing.helper("schemas", "alsoCheck")}(Type.Unknown(), ${check})`,
  declared({ name, value, schema, isCircular }, { imports, plan }) {
    imports.value("typebox", "Type");
    const type = isCircular || plan.isSplit ? code`: ${imports.type("typebox", "TSchema")}` : code``;
    return lines([
      jsDoc([typeof schema === "object" ? schema.description : undefined]),
      code`export const ${ident(name)}${type} = ${value};`,
    ]);
  },
  ending(names, writing) {
    if (names.length === 0) return [];
    return [code`${writing.helper("schemas", "define")}(${objectOf(names.map(ident))});`];
  },
};
