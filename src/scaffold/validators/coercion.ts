import type { Schema } from "../../openapi/index.ts";
import { argumentsOf, code, objectOf, propertyName, type Fragment } from "../../typescript/index.ts";
import type { ValidatorModule } from "./module.ts";
import { allProperties, kindsOf, partOf } from "./shape.ts";

const DEEPEST = 5;

/** A function from text to the values of a schema, as code; undefined where text is right as it stands. */
export function coercionOf(module: ValidatorModule, schema: Schema, depth = 0): Fragment | undefined {
  if (depth > DEEPEST) return undefined;
  const kinds = kindsOf(module.plan.model, schema);
  const scalar = scalarCoercion(module, kinds);
  const object = kinds.has("object") ? recordCoercion(module, schema, depth) : undefined;
  if (!kinds.has("array")) return both(module, scalar, object);
  const items = partOf(module.plan.model, schema, (part) => part.items ?? part.prefixItems?.[0]);
  const item = items === undefined ? undefined : coercionOf(module, items, depth + 1);
  const isMixed = kinds.size > 1 && !(kinds.size === 2 && kinds.has("null"));
  if (!isMixed && item === undefined && depth === 0) return undefined;
  return code`${module.helper("text", isMixed ? "itemOrList" : "listOf")}(${item ?? asText(module)})`;
}

const asText = (module: ValidatorModule): Fragment => module.helper("text", "asText");

function both(module: ValidatorModule, a: Fragment | undefined, b: Fragment | undefined): Fragment | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return code`${module.helper("text", "firstOf")}${argumentsOf([a, b])}`;
}

function scalarCoercion(module: ValidatorModule, kinds: ReadonlySet<string>): Fragment | undefined {
  const found = [
    ...(kinds.has("number") || kinds.has("integer") ? [module.helper("text", "toNumber")] : []),
    ...(kinds.has("boolean") ? [module.helper("text", "toBoolean")] : []),
    ...(kinds.has("null") && !kinds.has("string") ? [module.helper("text", "toNull")] : []),
  ];
  if (found.length < 2) return found[0];
  return code`${module.helper("text", "firstOf")}${argumentsOf(found)}`;
}

/** Inside another object a text may be JSON: no style says how else an object could stand there. */
function recordCoercion(module: ValidatorModule, schema: Schema, depth: number): Fragment | undefined {
  const { model } = module.plan;
  const known = [...allProperties(model, schema)].flatMap(([name, property]) => {
    const coercion = coercionOf(module, property, depth + 1);
    return coercion === undefined ? [] : [code`${keyCode(name)}: ${coercion}`];
  });
  const rest = partOf(model, schema, (part) =>
    typeof part.additionalProperties === "object" ? part.additionalProperties : undefined,
  );
  const other = rest === undefined ? undefined : coercionOf(module, rest, depth + 1);
  const parse = depth === 0 ? [] : [module.helper("text", "fromJson")];
  if (known.length === 0 && other === undefined) return parse[0];
  const record = code`${module.helper("text", "recordOf")}${argumentsOf([objectOf(known), ...(other === undefined ? [] : [other])])}`;
  return parse.length === 0 ? record : code`${module.helper("text", "allOf")}${argumentsOf([...parse, record])}`;
}

const keyCode = (name: string): Fragment => (name === "__proto__" ? code`["__proto__"]` : propertyName(name));

/** A value of text, coerced: `toNumber(text(fields, "limit"))`. Compound coercions are constants of the module. */
export function coerced(module: ValidatorModule, schema: Schema, text: Fragment): Fragment {
  const coercion = coercionOf(module, schema);
  if (coercion === undefined) return text;
  const isSimple = coercion.parts.length === 1 && coercion.parts[0]?.kind === "text";
  const name = isSimple ? coercion : module.constant("COERCION", coercion);
  return code`${name}(${text})`;
}
