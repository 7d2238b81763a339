import { child, descendants, keyName, literalText, nameOf, nodes, text, type Node } from "../tree.ts";
import { COMMON, isAnswering, isHandler, isPath, ROUTER } from "../frameworks/forms.ts";
import type { Machine } from "../machine/machine.ts";
import { lookUp } from "../machine/names.ts";
import { decoratorsOf } from "../types/decorators.ts";
import type { SourceModule, Spot } from "../value.ts";

/** Something that has the form of a route and was registered on no router. */
export interface LeftOut {
  readonly what: string;
  readonly spot: Spot;
}

/** Spots that are known, as `file:offset`. */
type Known = ReadonlySet<string>;

/**
 * What looks like a route and was not met when the application was interpreted: it is registered on something that nobody could follow,
 * or in a way that is not understood. Whoever reads the document has to know of it.
 */
export function leftOut(machine: Machine, known: Known, served: ReadonlySet<Node>): readonly LeftOut[] {
  return [...machine.modules.values()].flatMap((module) => {
    const found: LeftOut[] = [];
    for (const top of module.body)
      for (const node of descendants(top)) {
        const isCall = node.type === "CallExpression" && !machine.followed.has(node);
        const one = isCall ? ofCall(module, node) : undefined;
        if (one !== undefined) found.push(one);
        if (node.type === "ClassBody") found.push(...ofClass(module, node, served));
        if (node.type.startsWith("Class")) found.push(...generated(module, node));
      }
    return found
      .filter(({ spot }) => !known.has(keyOf(spot)))
      .toSorted((one, other) => one.spot.start - other.spot.start);
  });
}

export const keyOf = ({ file, start }: Spot): string => `${file}:${start}`;

/** `thing.get("/users", handler)`, `thing[method](path, handler)`, `thing.route({ method, url, handler })`. */
function ofCall(module: SourceModule, node: Node): LeftOut | undefined {
  const callee = child(node, "callee");
  const property = child(callee, "property");
  const args = nodes(node, "arguments");
  if (callee?.type !== "MemberExpression" || property === undefined || isClient(module, callee)) return undefined;
  const spot = { file: module.path, start: property.start };
  if (callee["computed"] === true) {
    const isRoute = ROUTER.test(ownerOf(callee)) && args.length > 1 && isHandler(args.at(-1), true);
    return isRoute ? { what: sourceOf(module, callee), spot } : undefined;
  }
  const name = text(property, "name");
  if (name === "route" && isTable(args[0])) return { what: sourceOf(module, callee), spot };
  const [path] = args;
  const isRoute = COMMON.has(name);
  if (!isRoute || args.length < 2) return undefined;
  const isRouter = ROUTER.test(ownerOf(callee));
  const isSomePath =
    isPath(path) || (isRouter && /^(?:Identifier|MemberExpression|TemplateLiteral)$/.test(path?.type ?? ""));
  return isAnswering(args.at(-1)) || (isSomePath && isHandler(args.at(-1), isRouter))
    ? { what: `${name.toUpperCase()} ${literalText(path) || sourceOf(module, path)}`, spot }
    : undefined;
}

/** The last name before the method: `router` of `this.router.get`. */
function ownerOf(callee: Node): string {
  const owner = child(callee, "object");
  return nameOf(owner) || text(child(owner, "property"), "name");
}

/** Fastify's and hapi's table of one route. */
function isTable(node: Node | undefined): boolean {
  const names = new Set(nodes(node, "properties").map((one) => keyName(child(one, "key"))));
  return names.has("handler") && (names.has("url") || names.has("path"));
}

/** Packages whose `get` asks somebody else, or answers in tests. */
const CLIENTS =
  /^(?:axios|got|ky|superagent|supertest|request|undici|node-fetch|msw|nock|http|https|node:https?)(?:\/|$)/;

function isClient({ scope }: SourceModule, callee: Node): boolean {
  const value = lookUp(nameOf(child(callee, "object")), scope);
  return value?.kind === "external" && CLIENTS.test(value.source);
}

/** `@Get("/users")` of a method whose class no framework that is known serves. */
function ofClass(module: SourceModule, body: Node, served: ReadonlySet<Node>): readonly LeftOut[] {
  return nodes(body, "body").flatMap((member) => {
    const isServed = [...served].some((one) => child(one, "body") === body);
    if (member.type !== "MethodDefinition" || isServed) return [];
    return decoratorsOf(member)
      .filter(({ name }) => DECORATORS.test(name))
      .map(({ name, args: [path], node }) => ({
        what: `@${name} ${literalText(path)}`.trim(),
        spot: { file: module.path, start: node.start },
      }));
  });
}

/** `@Crud({ model })`: a package makes the routes. */
const generated = (module: SourceModule, made: Node): readonly LeftOut[] =>
  decoratorsOf(made)
    .filter(({ name }) => /^(?:Crud|CrudController)$/.test(name))
    .map(({ name, node }) => ({ what: `@${name}`, spot: { file: module.path, start: node.start } }));

const DECORATORS = /^(?:http)?(?:get|post|put|patch|delete|del|head|all)(?:mapping)?$/i;

const sourceOf = ({ text: source }: SourceModule, node: Node | undefined): string =>
  node === undefined ? "" : source.slice(node.start, node.end).replaceAll(/\s+/g, " ").slice(0, 80);
