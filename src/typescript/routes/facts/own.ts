import { returnSchema } from "./annotations.ts";
import type { Machine } from "../machine/machine.ts";
import { lookUp } from "../machine/names.ts";
import { jsonOf, schemaOf } from "../schemas/reading.ts";
import { schemaOfType } from "../types/schema.ts";
import { findType, memberType } from "../types/lookup.ts";
import { isJsonArray, isJsonObject } from "../../../kit/index.ts";
import { child, nodes, keyName } from "../tree.ts";
import { propertyOf, textOf, type FunctionValue, type Part, type Schema, type TypeUse, type Value } from "../value.ts";
import type { FlatRoute } from "./flatten.ts";
import type { BodyFacts, ParameterFacts, ResponseFacts, SecurityFacts } from "./model.ts";
import { expanded } from "./request.ts";

/** What the code that `scaffold` writes says of an operation: its plan, the type of its reader, the type of its answers. */
export interface OwnFacts {
  readonly operationId: string;
  readonly parameters: readonly ParameterFacts[];
  readonly body: BodyFacts | undefined;
  readonly responses: readonly ResponseFacts[];
  readonly security: readonly SecurityFacts[];
}

/** `serve({ id, read, body, security }, handler)`: a validation library of its own, whose schemas are types. */
export function ownFacts(machine: Machine, route: FlatRoute): OwnFacts | undefined {
  const made = route.handlers.map(planOf).find((one) => one !== undefined);
  if (made === undefined) return undefined;
  const { plan, read, id } = made;
  const request = returnSchema(machine, read);
  const parts = expanded(machine, request ?? {});
  return {
    operationId: id,
    parameters: (["path", "query", "header", "cookie"] as const).flatMap((part) => parametersIn(machine, parts, part)),
    body: bodyOf(parts, plan),
    responses: responsesOf(machine, read, id),
    security: securityOf(propertyOf(plan, "security")),
  };
}

function planOf(value: Value): { readonly plan: Value; readonly read: FunctionValue; readonly id: string } | undefined {
  const [plan] = value.kind === "function" ? (value.made?.args ?? []) : [];
  const read = propertyOf(plan, "read");
  const id = textOf(propertyOf(plan, "id"));
  const isOwn = read?.kind === "function" && read.scope.module.text.startsWith("// Managed by backwright scaffold");
  return plan !== undefined && id !== undefined && isOwn ? { plan, read, id } : undefined;
}

const NAMES: Readonly<Record<Exclude<Part, "body">, string>> = {
  path: "params",
  query: "query",
  header: "headers",
  cookie: "cookies",
};

function parametersIn(machine: Machine, request: Schema, part: Exclude<Part, "body">): readonly ParameterFacts[] {
  const { properties } = request;
  const own = isJsonObject(properties) ? properties[NAMES[part]] : undefined;
  const { properties: fields, required } = expanded(machine, isJsonObject(own) ? own : {});
  const needed = isJsonArray(required) ? required : [];
  return Object.entries(isJsonObject(fields) ? fields : {}).map(([name, schema]) => ({
    name,
    in: part,
    required: part === "path" || needed.includes(name),
    schema: isJsonObject(schema) ? schema : {},
    confidence: "declared",
  }));
}

function bodyOf({ properties }: Schema, plan: Value): BodyFacts | undefined {
  const body = propertyOf(plan, "body");
  if (body === undefined) return undefined;
  const types = jsonOf(propertyOf(body, "types"));
  const schema = isJsonObject(properties) && isJsonObject(properties["body"]) ? properties["body"] : {};
  const names = isJsonArray(types) ? types.filter((one) => typeof one === "string") : [];
  return {
    required: jsonOf(propertyOf(body, "required")) === true,
    content: Object.fromEntries((names.length === 0 ? ["application/json"] : names).map((one) => [one, schema])),
    confidence: "declared",
  };
}

/** All schemes of the first alternative: what stands beside it cannot be said yet. */
function securityOf(value: Value | undefined): readonly SecurityFacts[] {
  const list = jsonOf(value);
  const first = isJsonArray(list) ? list.find((one) => isJsonObject(one) && Object.keys(one).length > 0) : undefined;
  const isOptional = isJsonArray(list) && list.some((one) => isJsonObject(one) && Object.keys(one).length === 0);
  return Object.keys(isJsonObject(first) ? first : {}).map((scheme) => ({
    scheme,
    scopes: [],
    isOptional,
    confidence: "declared",
  }));
}

/** `Handlers["getUser"]`: `Handler<Request, { 200: Json<User>; 404: Empty }>`. */
function responsesOf(machine: Machine, read: FunctionValue, id: string): readonly ResponseFacts[] {
  const request = child(child(read.node, "returnType"), "typeAnnotation");
  const home = request === undefined ? undefined : findType(machine, nameOfReference(request), read.scope);
  const handlers = home === undefined ? undefined : (findType(machine, "Handlers", home.scope) ?? handlersOf(machine));
  if (handlers === undefined) return [];
  const handler = memberType(
    machine,
    {
      node: {
        type: "TSTypeReference",
        typeName: { type: "Identifier", name: "Handlers", start: 0, end: 0 },
        start: 0,
        end: 0,
      },
      scope: handlers.scope,
    },
    id,
  );
  const table = handler === undefined ? undefined : nodes(child(handler.node, "typeArguments"), "params")[1];
  return table === undefined || handler === undefined ? [] : tableOf(machine, { ...handler, node: table });
}

/** Above 50 operations the types are split by tag, and `Handlers` stands in a file that imports them. */
function handlersOf(machine: Machine): { readonly scope: TypeUse["scope"] } | undefined {
  return [...machine.modules.values()].find(({ scope }) => scope.types.has("Handlers"));
}

const nameOfReference = (node: { readonly [key: string]: unknown }): string => {
  const name = node["typeName"];
  return typeof name === "object" && name !== null && "name" in name ? String(name.name) : "";
};

function tableOf(machine: Machine, table: TypeUse): readonly ResponseFacts[] {
  const found =
    table.node.type === "TSTypeReference" ? findType(machine, nameOfReference(table.node), table.scope) : undefined;
  const alias = found === undefined ? table.node : (child(found.node, "typeAnnotation") ?? child(found.node, "body"));
  const scope = found?.scope ?? table.scope;
  const members = [...nodes(alias, "members"), ...nodes(alias, "body")];
  return members.flatMap((member): readonly ResponseFacts[] => {
    const status = keyName(child(member, "key"));
    const type = child(child(member, "typeAnnotation"), "typeAnnotation");
    return status === undefined || type === undefined ? [] : [answerOf(machine, status, { node: type, scope })];
  });
}

/** `Json<Body, Headers>`, `Content<"text/csv", string>`, `Empty`; a union is several media types, of which the first one is kept. */
function answerOf(machine: Machine, status: string, type: TypeUse): ResponseFacts {
  const [first = type.node] = type.node.type === "TSUnionType" ? nodes(type.node, "types") : [type.node];
  const name = nameOfReference(first);
  const args = nodes(child(first, "typeArguments"), "params");
  const content =
    name === "Content" ? child(args[0], "literal")?.["value"] : name === "Json" ? "application/json" : undefined;
  const body = name === "Content" ? args[1] : name === "Json" ? args[0] : undefined;
  const headers = name === "Empty" ? args[0] : name === "Content" ? args[2] : args[1];
  const fields = headers === undefined ? {} : schemaOfType(machine, { ...type, node: headers });
  const { properties } = schemaOf({ properties: fields["properties"] });
  return {
    status,
    description: undefined,
    contentType: typeof content === "string" ? content : undefined,
    schema: body === undefined ? undefined : schemaOfType(machine, { ...type, node: body }),
    headers: Object.keys(isJsonObject(properties) ? properties : {}),
    confidence: "declared",
  };
}

/** The schemes that the router of `scaffold` names: `{ adminKey: { kind: "apiKey", in: "header", name: "X-Admin-Key" } }`. */
export function ownSchemes(machine: Machine): Readonly<Record<string, Schema>> {
  const found = [...machine.modules.values()]
    .filter(({ text }) => text.startsWith("// Managed by backwright scaffold"))
    .map(({ scope }) => jsonOf(lookUp("schemes", scope)));
  const all = found.find(isJsonObject) ?? {};
  return Object.fromEntries(
    Object.entries(all).map(([name, value]) => [name, schemeOf(isJsonObject(value) ? value : {})]),
  );
}

function schemeOf({ kind, in: place, name, scheme }: Schema): Schema {
  return schemaOf({
    type: typeof kind === "string" ? kind : "http",
    scheme: kind === "apiKey" ? undefined : (scheme ?? "bearer"),
    in: place,
    name,
  });
}
