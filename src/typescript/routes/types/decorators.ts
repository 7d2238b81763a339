import { isJsonObject, type JsonValue } from "../../../kit/index.ts";
import type { Machine } from "../machine/machine.ts";
import { jsonOf, nullable, schemaOf, type Reading } from "../schemas/reading.ts";
import { child, nameOf, nodes, type Node } from "../tree.ts";
import { numberOf, type Scope, type Schema, type Value } from "../value.ts";

interface Member {
  readonly member: Node;
  readonly scope: Scope;
}

type Change = (reading: Reading, args: readonly Value[]) => Reading;

const add =
  (entries: Schema): Change =>
  (reading) => ({ ...reading, schema: onItems(reading.schema, entries) });

/** A constraint of an array's items (`{ each: true }` is not told apart: a text's rule on an array means its items). */
function onItems(schema: Schema, entries: Schema): Schema {
  const { type, items } = schema;
  const isText = entries["type"] === "string" || "format" in entries || "minLength" in entries;
  if (type === "array" && isText)
    return {
      ...schema,
      items: { ...(isJsonObject(items) ? items : {}), ...entries },
    };
  return { ...schema, ...entries };
}

const limit =
  (keyword: string): Change =>
  (reading, [bound]) => {
    const value = numberOf(bound);
    return value === undefined ? reading : { ...reading, schema: onItems(reading.schema, { [keyword]: value }) };
  };

const optional: Change = (reading) => ({ ...reading, isOptional: true });

const listed: Change = (reading, [values]) => {
  const json = jsonOf(values);
  const list: readonly JsonValue[] = Array.isArray(json)
    ? json
    : typeof json === "object" && json !== null
      ? Object.values(json)
      : [];
  if (list.length === 0 || "$ref" in reading.schema) return reading;
  return { ...reading, schema: onItems(reading.schema, { enum: [...list] }) };
};

const bothLengths: Change = (reading, [min, max]) => ({
  ...reading,
  schema: schemaOf({ ...reading.schema, minLength: numberOf(min), maxLength: numberOf(max) }),
});

const pattern: Change = (reading, [value]) =>
  value?.kind === "pattern" ? { ...reading, schema: { ...reading.schema, pattern: value.source } } : reading;

/** @nestjs/swagger's `@ApiProperty({ description, example, enum, required })`. */
const api: Change = (reading, [options]) => {
  const json = jsonOf(options);
  if (typeof json !== "object" || json === null || Array.isArray(json)) return reading;
  const { required, nullable: isNullable, isArray, type: _type, ...rest } = Object.fromEntries(Object.entries(json));
  const schema = "$ref" in reading.schema ? reading.schema : { ...reading.schema, ...rest };
  const arrayed = isArray === true && schema["type"] !== "array" ? { type: "array", items: schema } : schema;
  return {
    schema: isNullable === true ? nullable(arrayed) : arrayed,
    isOptional: reading.isOptional || required === false,
  };
};

const CHANGES: ReadonlyMap<string, Change> = new Map<string, Change>([
  ["IsOptional", optional],
  ["ApiPropertyOptional", (reading, args) => optional(api(reading, args), [])],
  ["ApiProperty", api],
  ["IsString", add({ type: "string" })],
  ["IsInt", add({ type: "integer" })],
  ["IsNumber", add({ type: "number" })],
  ["IsBoolean", add({ type: "boolean" })],
  ["IsDateString", add({ type: "string", format: "date-time" })],
  ["IsISO8601", add({ type: "string", format: "date-time" })],
  ["IsDate", add({ type: "string", format: "date-time" })],
  ["IsEmail", add({ type: "string", format: "email" })],
  ["IsUrl", add({ type: "string", format: "uri" })],
  ["IsUUID", add({ type: "string", format: "uuid" })],
  ["IsIP", add({ type: "string", format: "ipv4" })],
  ["IsMongoId", add({ type: "string", pattern: "^[0-9a-fA-F]{24}$" })],
  ["IsNotEmpty", (reading) => (reading.schema["type"] === "string" ? add({ minLength: 1 })(reading, []) : reading)],
  ["IsPositive", add({ exclusiveMinimum: 0 })],
  ["Min", limit("minimum")],
  ["Max", limit("maximum")],
  ["MinLength", limit("minLength")],
  ["MaxLength", limit("maxLength")],
  ["Length", bothLengths],
  ["Matches", pattern],
  ["IsIn", listed],
  ["IsEnum", listed],
  [
    "ArrayMinSize",
    (reading, [bound]) => ({ ...reading, schema: schemaOf({ ...reading.schema, minItems: numberOf(bound) }) }),
  ],
  [
    "ArrayMaxSize",
    (reading, [bound]) => ({ ...reading, schema: schemaOf({ ...reading.schema, maxItems: numberOf(bound) }) }),
  ],
  ["ArrayUnique", (reading) => ({ ...reading, schema: { ...reading.schema, uniqueItems: true } })],
]);

/** What class-validator and @nestjs/swagger say of a property. */
export function decorated(machine: Machine, { member, scope }: Member, reading: Reading): Reading {
  return decoratorsOf(member).reduce((done, one) => {
    const change = CHANGES.get(one.name);
    if (change === undefined) return done;
    return change(
      done,
      one.args.map((argument) => machine.evaluate(argument, scope)),
    );
  }, reading);
}

export interface Decorator {
  readonly name: string;
  readonly args: readonly Node[];
  /** What it was called with, where another decorator composes it. */
  readonly given?: readonly Value[];
  readonly node: Node;
}

/** `@Get(":id")`, `@common.Get()`, `@Injectable`. */
export function decoratorsOf(node: Node | undefined): readonly Decorator[] {
  return nodes(node, "decorators").map((one) => {
    const expression = child(one, "expression");
    const callee = expression?.type === "CallExpression" ? child(expression, "callee") : expression;
    const name = callee?.type === "MemberExpression" ? nameOf(child(callee, "property")) : nameOf(callee);
    return { name, args: expression?.type === "CallExpression" ? nodes(expression, "arguments") : [], node: one };
  });
}
