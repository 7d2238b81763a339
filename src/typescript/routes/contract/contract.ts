import { isJsonObject, type JsonObject, type JsonValue } from "../../../kit/index.ts";
import { valueOf, withTags } from "../../constraints/index.ts";
import type { Machine } from "../machine/machine.ts";
import { findType, typeName } from "../types/lookup.ts";
import { child, keyName, nodes, type Node } from "../tree.ts";
import type { Scope, SourceModule } from "../value.ts";
import { documented, tagText, type Documented } from "./documented.ts";
import { routeTable, type RoutePlan } from "./route-table.ts";
import { bodyObject, requestSaid } from "./request.ts";
import { responsesSaid } from "./responses.ts";
import { saidObject, saidType, type Site } from "./said-type.ts";
import { schemesSaid } from "./schemes.ts";

export interface ContractOperation {
  readonly id: string;
  readonly method: string;
  /** Below the base path, as the document spells it. */
  readonly path: string;
  /** An operation object of OpenAPI, its schemas in JSON Schema 2020-12. */
  readonly object: JsonObject;
  readonly module: SourceModule;
  readonly node: Node;
}

/** What the code that `scaffold` wrote says of itself. */
export interface Contract {
  /** The files whose routes it describes. */
  readonly files: ReadonlySet<string>;
  readonly operations: readonly ContractOperation[];
  readonly schemas: Readonly<Record<string, JsonObject>>;
  readonly securitySchemes: Readonly<Record<string, JsonObject>>;
}

const isManaged = ({ text }: SourceModule): boolean => text.startsWith("// Managed by backwright scaffold");

/**
 * Reads the contract of an application that `scaffold` wrote: `Handlers` and the types that it names, the plans of the route table, the
 * schemes. Undefined where there is none.
 */
export function readContract(machine: Machine): Contract | undefined {
  const managed = [...machine.modules.values()].filter(isManaged);
  const home = managed.find(({ scope }) => scope.types.has("Handlers"));
  if (home === undefined) return undefined;
  const plans = routeTable(managed);
  const members = nodes(child(home.scope.types.get("Handlers"), "body"), "body");
  const names = new Set(members.flatMap(typesNamed));
  const declared = componentsIn(managed, home, names);
  const reading: Reading = { machine, home, plans, componentOf: componentNamer(machine, declared) };
  return {
    files: new Set(managed.map(({ path }) => path)),
    operations: members.flatMap((member) => operationOf(member, reading)),
    schemas: schemasOf(declared, reading),
    securitySchemes: schemesSaid(managed, home),
  };
}

interface Reading {
  readonly machine: Machine;
  readonly home: SourceModule;
  readonly plans: ReadonlyMap<string, RoutePlan>;
  readonly componentOf: Site["componentOf"];
}

const handlerTypes = (member: Node): readonly Node[] =>
  nodes(child(child(child(member, "typeAnnotation"), "typeAnnotation"), "typeArguments"), "params");

const typesNamed = (member: Node): readonly string[] => handlerTypes(member).map(typeName);

interface Component {
  readonly name: string;
  readonly node: Node;
  readonly module: SourceModule;
  readonly doc: Documented;
  readonly isInput: boolean;
}

/** Every declared type beside those of the operations. */
function componentsIn(
  managed: readonly SourceModule[],
  home: SourceModule,
  others: ReadonlySet<string>,
): readonly Component[] {
  const folder = home.path.replace(/(?:\.d)?\.[cm]?ts$/, "/");
  const files = managed.filter(({ path }) => path === home.path || path.startsWith(folder));
  const doors = new Set(["Handlers", "SecurityHandlers", ...others]);
  return files.flatMap((module) =>
    [...module.scope.types].flatMap(([name, node]) => (doors.has(name) ? [] : [componentOf(name, node, module)])),
  );
}

function componentOf(name: string, node: Node, module: SourceModule): Component {
  const doc = documented(module, node);
  const isInput = doc.tags.some((tag) => tag.name === "input");
  const told = tagText(doc, "component");
  return { name: told === undefined ? name : unquoted(told), node, module, doc, isInput };
}

function componentNamer(machine: Machine, declared: readonly Component[]): Site["componentOf"] {
  const byNode = new Map(declared.map(({ node, name }) => [node, name]));
  return (name: string, scope: Scope) => {
    const found = findType(machine, name, scope);
    return found === undefined ? undefined : byNode.get(found.node);
  };
}

function schemasOf(declared: readonly Component[], { componentOf: namer }: Reading): Contract["schemas"] {
  const answered = declared.filter(({ isInput }) => !isInput);
  return Object.fromEntries(
    answered.map(({ name, node, module, doc }) => {
      const site: Site = { scope: module.scope, side: "output", componentOf: namer };
      const isInterface = node.type === "TSInterfaceDeclaration";
      const said = isInterface
        ? saidObject(nodes(child(node, "body"), "body"), site)
        : saidType(child(node, "typeAnnotation"), site);
      const schema = withTags(said, doc.tags);
      return [name, described(schema, doc.text)] as const;
    }),
  );
}

/** A component that accepts nothing is an object too. */
function described(schema: JsonValue, text: string): JsonObject {
  const json: JsonObject = isJsonObject(schema) ? schema : { not: {} };
  return text === "" ? json : { description: text, ...json };
}

const HEAD = /^([A-Z][A-Z-]*) (\S+?)(?::(?: ([\s\S]*))?)?$/;

function operationOf(member: Node, reading: Reading): readonly ContractOperation[] {
  const { home, plans } = reading;
  const id = keyName(child(member, "key")) ?? "";
  const doc = documented(home, member);
  const [, method = "", path = "", summary] = headOf(doc);
  if (method === "") return [];
  const plan = plans.get(id) ?? { body: tagValue(doc, "body"), security: tagValue(doc, "security") };
  const object = operationObject(member, { ...reading, doc, plan, id, summary });
  return [{ id, method, path, object, module: home, node: member }];
}

function headOf(doc: Documented): readonly (string | undefined)[] {
  const [, method, path] = /^(\S+) (.*)$/s.exec(textIn(tagValue(doc, "route"), "")) ?? [];
  const words = doc.text.replaceAll("\n", " ");
  if (method === undefined) return HEAD.exec(words) ?? [];
  const summary = words.startsWith(`${method} ${path}: `)
    ? words.slice(method.length + (path?.length ?? 0) + 3)
    : undefined;
  return [words, method, path, summary];
}

function tagValue({ tags }: Documented, name: string): JsonValue | undefined {
  const tag = tags.find((one) => one.name === name);
  return tag === undefined ? undefined : valueOf(tag);
}

interface Told extends Reading {
  readonly doc: Documented;
  readonly plan: RoutePlan;
  readonly id: string;
  readonly summary: string | undefined;
}

function operationObject(
  member: Node,
  { machine, home, doc, plan, id, summary, componentOf: namer }: Told,
): JsonObject {
  const [request, responses] = handlerTypes(member).map((one) => findType(machine, typeName(one), home.scope));
  const site = (scope: Scope, side: Site["side"]): Site => ({ scope, side, componentOf: namer });
  const sent = request === undefined ? undefined : requestSaid(request.node, site(request.scope, "input"));
  const body = bodyObject(plan.body, sent?.bodies ?? new Map());
  const tags = doc.tags.filter(({ name }) => name === "tag").map(({ text }) => unquoted(text));
  const isUnnamed = doc.tags.some(({ name }) => name === "unnamed");
  const parameters = sent?.parameters ?? [];
  return {
    ...(tags.length > 0 && { tags }),
    ...(summary !== undefined && { summary }),
    ...(!isUnnamed && { operationId: unquoted(tagText(doc, "operationId") ?? id) }),
    ...(doc.tags.some(({ name }) => name === "deprecated") && { deprecated: true }),
    ...(parameters.length > 0 && { parameters }),
    ...(body !== undefined && { requestBody: body }),
    responses: responses === undefined ? {} : responsesSaid(responses.node, site(responses.scope, "output")),
    ...(plan.security !== undefined && { security: plan.security }),
  };
}

const textIn = (value: JsonValue | undefined, otherwise: string): string =>
  typeof value === "string" ? value : otherwise;

const unquoted = (text: string): string => textIn(valueOf({ name: "tag", text }), text);
