import type { Parameter, ParameterStyle, Schema } from "../../openapi/index.ts";
import { arrayOf, code, literal, type Fragment } from "../../typescript/index.ts";
import type { ValidatorModule } from "./module.ts";
import { allProperties, partOf, shapeOf, type Shape } from "./shape.ts";

/** Where fields of one kind are and how one of them is written. */
export interface Reading {
  readonly name: string;
  readonly schema: Schema;
  readonly style: ParameterStyle;
  readonly explode: boolean;
  /** Names that are read on their own: an exploded object does not take them. */
  readonly siblings: readonly string[];
  readonly required: boolean;
}

type Call = (helper: string, ...rest: readonly Fragment[]) => Fragment;

/** A query parameter, cookie or form field: its text as code, by style. */
export function fieldReading(module: ValidatorModule, fields: Fragment, reading: Reading): Fragment {
  const name = literal(reading.name);
  const call: Call = (helper, ...rest) => code`${module.helper("text", helper)}(${commas([fields, ...rest])})`;
  const shape = shapeOf(module.plan.model, reading.schema);
  if (reading.style === "deepObject" && shape !== "text") return call("deep", name);
  if (shape === "text") return call("text", name);
  if (shape === "object") return objectReading(module, reading, { fields, call });
  return reading.explode && !isDelimited(reading.style)
    ? call("repeated", name)
    : call("separated", name, separatorOf(reading.style));
}

const commas = (items: readonly Fragment[]): Fragment =>
  items.reduce((all, item, index) => (index === 0 ? item : code`${all}, ${item}`), code``);

const isDelimited = (style: ParameterStyle): boolean =>
  style !== "form" && style !== "cookie" && style !== "deepObject";

const SEPARATORS: ReadonlyMap<ParameterStyle, string> = new Map([
  ["spaceDelimited", " "],
  ["pipeDelimited", "|"],
  ["tabDelimited", "\t"],
]);
const separatorOf = (style: ParameterStyle): Fragment => literal(SEPARATORS.get(style) ?? ",");

interface Means {
  readonly fields: Fragment;
  readonly call: Call;
}

function objectReading(module: ValidatorModule, reading: Reading, { call }: Means): Fragment {
  const name = literal(reading.name);
  if (!reading.explode || isDelimited(reading.style)) {
    return code`${module.helper("text", "alternating")}(${call("separated", name, separatorOf(reading.style))})`;
  }
  const { model } = module.plan;
  const names = [...allProperties(model, reading.schema).keys()];
  const isOpen =
    partOf(model, reading.schema, (part) => (part.additionalProperties === false ? true : undefined)) !== true;
  const known = literal(names);
  const siblings = isOpen
    ? [module.constant("NAMES", code`new Set<string>(${arrayOf([...reading.siblings, ...names].map(literal))})`)]
    : [];
  const found = call("properties", known, ...siblings);
  return reading.required ? code`${module.helper("text", "present")}(${found})` : found;
}

/** A path parameter's text, by style. */
export function pathReading(module: ValidatorModule, parameter: Parameter): Fragment {
  const raw = code`${module.helper("text", "pathText")}(source.params[${literal(parameter.name)}])`;
  const shape = shapeOf(module.plan.model, parameter.schema);
  if (parameter.style === "label") return labelReading(module, { raw, shape, explode: parameter.explode });
  if (parameter.style === "matrix") return matrixReading(module, parameter, { raw, shape });
  return simpleReading(module, { raw, shape, explode: parameter.explode });
}

interface Raw {
  readonly raw: Fragment;
  readonly shape: Shape;
  readonly explode: boolean;
}

/** Style simple, of paths and headers: `a,b` and `x=1,y=2`. */
export function simpleReading(module: ValidatorModule, { raw, shape, explode }: Raw): Fragment {
  if (shape === "text") return raw;
  const list = code`${module.helper("text", "split")}(${raw}, ",")`;
  return shape === "object" ? code`${module.helper("text", explode ? "pairs" : "alternating")}(${list})` : list;
}

function labelReading(module: ValidatorModule, { raw, shape, explode }: Raw): Fragment {
  const bare = code`${module.helper("text", "unlabelled")}(${raw})`;
  if (shape === "text") return bare;
  const list = code`${module.helper("text", "split")}(${bare}, ${literal(explode ? "." : ",")})`;
  return shape === "object" ? code`${module.helper("text", explode ? "pairs" : "alternating")}(${list})` : list;
}

function matrixReading(
  module: ValidatorModule,
  { name, explode }: Parameter,
  { raw, shape }: Omit<Raw, "explode">,
): Fragment {
  const bare = code`${module.helper("text", "unnamed")}(${raw}, ${literal(name)})`;
  if (shape === "text") return bare;
  if (explode && shape === "object") return code`${module.helper("text", "matrixPairs")}(${raw})`;
  if (explode) return code`${module.helper("text", "matrixList")}(${raw}, ${literal(name)})`;
  const list = code`${module.helper("text", "split")}(${bare}, ",")`;
  return shape === "object" ? code`${module.helper("text", "alternating")}(${list})` : list;
}
