import type { Node, Symbol as TypeSymbol, Type } from "ts-morph";
import type { CheckedType } from "../../typescript/routes/index.ts";

type Schema = CheckedType["schema"];

interface Work {
  readonly at: Node;
  /** Types of files below it are the application's own. */
  readonly root: string;
  readonly definitions: Map<string, Schema>;
  readonly depth: number;
}

const DEEPEST = 12;

/** The type of an expression as JSON Schema of what JSON.stringify makes of it; undefined where nothing is known. */
export function schemaOf(at: Node, root: string): CheckedType | undefined {
  const definitions = new Map<string, Schema>();
  const schema = convert(at.getType(), { at, root, definitions, depth: 0 });
  if (schema === undefined || Object.keys(schema).length === 0) return undefined;
  return { schema, definitions: Object.fromEntries(definitions) };
}

function convert(type: Type, work: Work): Schema | undefined {
  if (type.isAny() || type.isUnknown() || type.isNever() || work.depth > DEEPEST) return undefined;
  return plain(type) ?? composed(type, { ...work, depth: work.depth + 1 });
}

/** What needs no look inside. */
function plain(type: Type): Schema | undefined {
  const value = type.getLiteralValue();
  if (typeof value === "string" || typeof value === "number") return { type: typeof value, const: value };
  if (type.isBooleanLiteral()) return { type: "boolean" };
  if (type.isString() || type.isTemplateLiteral()) return { type: "string" };
  if (type.isNumber()) return { type: "number" };
  if (type.isBoolean()) return { type: "boolean" };
  if (type.isNull()) return { type: "null" };
  return BUILT_IN.get(type.getSymbol()?.getName() ?? "");
}

const BUILT_IN: ReadonlyMap<string, Schema> = new Map<string, Schema>([
  ["Date", { type: "string", format: "date-time" }],
  ["URL", { type: "string", format: "uri" }],
  ["Buffer", { type: "object" }],
]);

function composed(type: Type, work: Work): Schema | undefined {
  if (type.isUnion()) return union(type, work);
  const item = type.getArrayElementType();
  if (item !== undefined) return { type: "array", items: convert(item, work) ?? {} };
  if (type.getSymbol()?.getName() === "Promise") return inside(type.getTypeArguments()[0], work);
  if (!type.isObject() && !type.isIntersection()) return undefined;
  const name = ownName(type, work.root);
  return name === undefined ? objectOf(type, work) : named(name, type, work);
}

const inside = (type: Type | undefined, work: Work): Schema | undefined =>
  type === undefined ? undefined : convert(type, work);

function union(type: Type, work: Work): Schema | undefined {
  const members = type.getUnionTypes().filter((one) => !one.isUndefined());
  const isNullable = members.some((one) => one.isNull());
  const schemas = unique(members.filter((one) => !one.isNull()).map((one) => convert(one, work) ?? {}));
  const values = schemas.flatMap((one) => one["const"] ?? []);
  const isEnum = values.length === schemas.length && values.length > 1;
  const isText = values.every((one) => typeof one === "string");
  const all: Schema = isEnum
    ? { type: isText ? "string" : "number", enum: values }
    : (only(schemas) ?? { anyOf: schemas });
  if (!isNullable) return all;
  return typeof all["type"] === "string" && all["enum"] === undefined
    ? { ...all, type: [all["type"], "null"] }
    : { anyOf: [all, { type: "null" }] };
}

const only = (schemas: readonly Schema[]): Schema | undefined => (schemas.length === 1 ? schemas[0] : undefined);

const unique = (schemas: readonly Schema[]): readonly Schema[] => [
  ...new Map(schemas.map((one) => [JSON.stringify(one), one])).values(),
];

/** The name of an interface, class or alias of the application that takes no arguments. */
function ownName(type: Type, root: string): string | undefined {
  const symbol = type.getAliasSymbol() ?? type.getSymbol();
  const isOwn = symbol?.getDeclarations().some((one) => one.getSourceFile().getFilePath().startsWith(root)) === true;
  const takes = type.getAliasTypeArguments().length + type.getTypeArguments().length;
  const name = symbol?.getName() ?? "";
  return isOwn && takes === 0 && /^[A-Za-z]\w*$/.test(name) ? name : undefined;
}

function named(name: string, type: Type, work: Work): Schema {
  if (!work.definitions.has(name)) {
    work.definitions.set(name, {});
    work.definitions.set(name, objectOf(type, work) ?? {});
  }
  return { $ref: `#/components/schemas/${name}` };
}

function objectOf(type: Type, work: Work): Schema | undefined {
  if (type.getCallSignatures().length > 0) return undefined;
  const fields = type.getProperties().flatMap((one) => field(one, work));
  const required = fields.filter(({ isOptional }) => !isOptional).map(({ name }) => name);
  const index = type.getStringIndexType();
  return {
    type: "object",
    ...(fields.length > 0 && { properties: Object.fromEntries(fields.map(({ name, schema }) => [name, schema])) }),
    ...(required.length > 0 && { required }),
    ...(index !== undefined && { additionalProperties: convert(index, work) ?? {} }),
  };
}

/** JSON has no methods. */
function field(symbol: TypeSymbol, work: Work) {
  const type = symbol.getTypeAtLocation(work.at);
  if (type.getCallSignatures().length > 0 || symbol.getName().startsWith("__@")) return [];
  const isOptional = symbol.isOptional() || (type.isUnion() && type.getUnionTypes().some((one) => one.isUndefined()));
  return [{ name: symbol.getName(), schema: convert(type, work) ?? {}, isOptional }];
}
