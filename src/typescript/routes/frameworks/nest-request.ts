import { isJsonObject } from "../../../kit/index.ts";
import { typeUse, type Machine } from "../machine/machine.ts";
import type { BodyFacts, ParameterFacts } from "../facts/model.ts";
import type { PathTemplate } from "../facts/path.ts";
import { expanded } from "../facts/request.ts";
import { objectSchema, type Reading } from "../schemas/reading.ts";
import { schemaOfType } from "../types/schema.ts";
import { decoratorsOf, type Decorator } from "../types/decorators.ts";
import { child, nodes, type Node } from "../tree.ts";
import { jsonOf } from "../schemas/reading.ts";
import { pathOf, textOf, type FunctionValue, type Schema, type Value } from "../value.ts";
import { lastArgs } from "./mounts.ts";

interface Asked {
  readonly handler: FunctionValue;
  readonly template: PathTemplate;
  readonly method: string;
  readonly decorators: readonly Decorator[];
  readonly read: (decorator: Decorator) => readonly Value[];
}

interface Parameter {
  readonly decorator: Decorator;
  readonly name: string | undefined;
  readonly schema: Schema;
  readonly isOptional: boolean;
  readonly pipes: readonly Value[];
  readonly isClass: boolean;
}

/** What the parameters of a controller's method take: `@Body() user: CreateUser`, `@Query("page", ParseIntPipe) page: number`. */
export function nestRequest(machine: Machine, asked: Asked) {
  const parameters = nodes(asked.handler.node, "params").flatMap((one) => parameterOf(machine, one, asked));
  const named = (decorator: string): readonly Parameter[] =>
    parameters.filter((one) => one.decorator.name === decorator);
  const body = uploadOf(asked, bodyOf(named("Body")));
  return {
    parameters: [
      ...pathOfRoute(asked.template, named("Param")),
      ...fields(machine, named("Query"), "query"),
      ...fields(machine, named("Headers"), "header"),
    ],
    body,
    /** A class says what a body or the query has to be. */
    isChecked: [...named("Body"), ...named("Query")].some(({ name, isClass }) => name === undefined || isClass),
    isAsked: parameters.length > 0,
    pipes: parameters.flatMap(({ pipes }) => pipes),
  };
}

function parameterOf(machine: Machine, node: Node, { handler, read }: Asked): readonly Parameter[] {
  const own = node.type === "AssignmentPattern" ? child(node, "left") : node;
  const decorator = [...decoratorsOf(node), ...decoratorsOf(own)]
    .map(inNest)
    .find(({ name }) => /^(?:Body|Query|Param|Headers|UploadedFiles?)$/.test(name));
  if (decorator === undefined) return [];
  const values = read(decorator);
  const type = typeUse(child(own, "typeAnnotation"), handler.scope);
  const pipes = textOf(values[0]) === undefined ? values : values.slice(1);
  const piped = pipes.map(pipeSchema).find((one) => one !== undefined);
  const schema = piped ?? schemaOfType(machine, type);
  const fallback =
    node.type === "AssignmentPattern" ? jsonOf(machine.evaluate(child(node, "right"), handler.scope)) : undefined;
  const isOptional = own?.["optional"] === true || node.type === "AssignmentPattern" || values.some(isDefault);
  return [
    {
      decorator,
      name: textOf(values[0]),
      pipes: pipes.filter(isPipe),
      isClass: isClass(machine, schema),
      schema: fallback === undefined ? schema : { ...schema, default: fallback },
      isOptional,
    },
  ];
}

/** What packages beside NestJS call the same. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ...["requestBody", "BodyParam", "BodyProp", "TypedBody"].map((name) => [name, "Body"] as const),
  ...["QueryParam", "QueryParams", "queryParam", "Queries", "TypedQuery"].map((name) => [name, "Query"] as const),
  ...["Path", "requestParam", "TypedParam"].map((name) => [name, "Param"] as const),
  ...["HeaderParam", "requestHeaders", "TypedHeaders"].map((name) => [name, "Headers"] as const),
]);

const inNest = ({ name, args, node, given }: Decorator): Decorator => {
  const called = NAMES.get(name) ?? name;
  return given === undefined ? { name: called, args, node } : { name: called, args, node, given };
};

const PIPES: ReadonlyMap<string, Schema> = new Map<string, Schema>([
  ["ParseIntPipe", { type: "integer" }],
  ["ParseFloatPipe", { type: "number" }],
  ["ParseBoolPipe", { type: "boolean" }],
  ["ParseUUIDPipe", { type: "string", format: "uuid" }],
]);

/** An enumeration has a name too, and nothing that a pipe would look at. */
function isClass({ components }: Machine, { $ref, type }: Schema): boolean {
  const named = typeof $ref === "string" ? components.get($ref.split("/").at(-1) ?? "")?.schema : undefined;
  return (named?.["type"] ?? type) === "object";
}

/** A class, one of its instances, or something of a package; no table of settings, as packages beside NestJS take. */
const isPipe = (value: Value): boolean =>
  value.kind === "class" || value.kind === "external" || (value.kind === "object" && value.of !== undefined);

const pipeSchema = (value: Value): Schema | undefined =>
  value.kind === "external" ? PIPES.get(pathOf(value).split(".").at(-1) ?? "") : undefined;
const isDefault = (value: Value): boolean =>
  value.kind === "external" && pathOf(value).endsWith("DefaultValuePipe") && lastArgs(value).length > 0;

function pathOfRoute({ parameters }: PathTemplate, given: readonly Parameter[]): readonly ParameterFacts[] {
  return parameters.map(({ name, schema }) => {
    const own = given.find((one) => one.name === name)?.schema;
    return {
      name,
      in: "path",
      required: true,
      schema: own !== undefined && Object.keys(own).length > 0 ? own : schema,
      confidence: own === undefined ? "seen" : "declared",
    };
  });
}

/** A whole object gives its properties; a name gives itself. */
function fields(machine: Machine, given: readonly Parameter[], place: "query" | "header"): readonly ParameterFacts[] {
  return given.flatMap(({ name, schema, isOptional }): readonly ParameterFacts[] => {
    if (name !== undefined)
      return [
        {
          name: place === "header" ? name.toLowerCase() : name,
          in: place,
          required: false,
          schema: isOptional ? schema : schema,
          confidence: "declared",
        },
      ];
    const { properties, required } = expanded(machine, schema);
    const needed = Array.isArray(required) ? required : [];
    return Object.entries(isJsonObject(properties) ? properties : {}).map(([key, one]) => ({
      name: key,
      in: place,
      required: needed.includes(key),
      schema: isJsonObject(one) ? one : {},
      confidence: "declared",
    }));
  });
}

function bodyOf(given: readonly Parameter[]): BodyFacts | undefined {
  const [first] = given;
  if (first === undefined) return undefined;
  const whole = given.find(({ name }) => name === undefined);
  if (whole !== undefined)
    return { required: !whole.isOptional, content: { "application/json": whole.schema }, confidence: "declared" };
  const readings = given.map(({ name = "", schema, isOptional }): readonly [string, Reading] => [
    name,
    { schema, isOptional },
  ]);
  return { required: true, content: { "application/json": objectSchema(new Map(readings)) }, confidence: "declared" };
}

/** `@UseInterceptors(FileInterceptor("avatar"))`. */
function uploadOf({ decorators, read }: Asked, body: BodyFacts | undefined): BodyFacts | undefined {
  const interceptor = decorators
    .filter(({ name }) => name === "UseInterceptors")
    .flatMap(read)
    .find((one) => one.kind === "external" && /File(?:s|Fields)?Interceptor$/.test(pathOf(one)));
  if (interceptor?.kind !== "external") return body;
  const file: Schema = { type: "string", format: "binary" };
  const name = textOf(lastArgs(interceptor)[0]) ?? "file";
  const isMany = pathOf(interceptor).endsWith("FilesInterceptor");
  const schema: Schema = { type: "object", properties: { [name]: isMany ? { type: "array", items: file } : file } };
  const own = body?.content["application/json"];
  return {
    required: true,
    content: { "multipart/form-data": own === undefined ? schema : { allOf: [own, schema] } },
    confidence: "declared",
  };
}
