import { constantsIn } from "./constants.ts";
import { declaredIn, type Declared } from "./declared.ts";
import { rootOf, usesOf, type Use } from "./dependence.ts";
import { functionsIn, parametersOf, type LocalFunctions } from "./functions.ts";
import { lazyCallOf } from "./lazy.ts";
import { loopOf, type Loop } from "./loops.ts";
import { queryCallOf, type QueryCall } from "./query-call.ts";
import { isRemembered } from "./remembered.ts";
import { resolverOf } from "./resolvers.ts";
import { batchedCode, keysOf } from "./rewrite.ts";
import type { StaticSite } from "./site.ts";
import {
  bare,
  boundNames,
  child,
  children,
  descendants,
  isFunction,
  nameOf,
  nodes,
  propertyName,
  type Node,
} from "./tree.ts";

export interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** The tree of the text by ESTree (oxc-parser, acorn), offsets in UTF-16 units. */
  readonly program: unknown;
}

/** What is known at a place in the code. */
interface Scope {
  readonly file: SourceFile;
  readonly functions: LocalFunctions;
  readonly constants: ReadonlySet<string>;
  readonly declared: Declared;
  /** The loops around, the innermost last; a transaction block begins anew. */
  readonly loops: readonly Loop[];
  readonly loopNode: Node | undefined;
  /** The body of the innermost loop, or of the function that it leads to. */
  readonly block: Node;
  /** Names that the loop itself makes anew in each round. */
  readonly own: Set<string>;
  /** Names whose values differ from round to round. */
  readonly names: Set<string>;
  readonly counters: ReadonlySet<string>;
  readonly through: readonly string[];
  readonly found: Map<string, StaticSite>;
}

const DEEPEST = 3;

/**
 * Queries that are sent once per key: an awaited call of Prisma, TypeORM, Sequelize, Drizzle, Knex, Kysely, pg or postgres.js inside a
 * loop, a `map` or a GraphQL field resolver, whose argument changes with it, also through functions of the same file.
 * Silent on lists of keys, chunks, pages, retries, loops over constants, and rounds that are a transaction each.
 *
 * @example
 * // import { parseSync } from "oxc-parser";
 * // findQueriesInLoops({ path: "users.ts", text, program: parseSync("users.ts", text).program });
 */
export function findQueriesInLoops(file: SourceFile): readonly StaticSite[] {
  const program = bare(isProgram(file.program) ? file.program : undefined);
  if (program === undefined) return [];
  const found = new Map<string, StaticSite>();
  const functions = functionsIn(program);
  const scope = {
    file,
    functions,
    constants: constantsIn(program),
    declared: declaredIn(program),
    loops: [],
    loopNode: undefined,
    block: program,
    through: [],
    found,
  };
  visit(program, { ...scope, names: new Set(), own: new Set(), counters: new Set() });
  return [...found.values()].toSorted((a, b) => a.line - b.line || a.column - b.column);
}

const isProgram = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && value.type === "Program";

function visit(node: Node, scope: Scope): void {
  if (isTransaction(node)) return visitParts(node, { ...scope, loops: [], names: new Set(), counters: new Set() });
  const resolver = /resolver|graphql/i.test(scope.file.text) ? resolverOf(node) : undefined;
  if (resolver !== undefined) return enter(resolver, node, scope);
  const query = scope.loops.length > 0 ? queryIn(node, scope) : undefined;
  if (query !== undefined && isSent(node, query, scope)) note(node, query, scope);
  const loop = loopOf(node, scope.constants);
  if (loop !== undefined) return visitLoop(node, loop, scope);
  if (scope.loops.length > 0) follow(node, scope);
  visitParts(node, scope);
  spread(node, scope);
}

const queryIn = (node: Node, { file, loops, declared }: Scope): QueryCall | undefined =>
  queryCallOf(node, declared) ?? lazyCallOf(node, file.text, loops.at(-1));

function visitParts(node: Node, scope: Scope): void {
  for (const one of children(node)) visit(one, scope);
}

/** What the loop goes over is outside of it: `await db.query(…)` there is sent once. */
function visitLoop(node: Node, loop: Loop, scope: Scope): void {
  for (const one of children(node)) if (!contains(one, loop.body)) visit(one, scope);
  if (loop.kind === "map" && !isFunction(parentFunction(node, loop.body)) && loop.body.type === "Identifier") {
    const target = scope.functions.get(nameOf(loop.body));
    if (target === undefined) return;
    const [item] = parametersOf(target);
    const named = { ...loop, names: boundNames(item), item, body: target };
    return enter(named, node, { ...scope, through: [...scope.through, nameOf(loop.body)] });
  }
  enter(loop, node, scope);
}

/** The function literal among a call's arguments that holds a body. */
const parentFunction = (node: Node, body: Node): Node | undefined =>
  nodes(node, "arguments").find((one) => isFunction(one) && child(one, "body") === body);

const contains = (outer: Node, inner: Node): boolean => outer.start <= inner.start && inner.end <= outer.end;

function enter(loop: Loop, loopNode: Node, scope: Scope): void {
  // A retry around a resolver or a map changes nothing: names of outer loops go on to count.
  const names = new Set([...scope.names, ...loop.names]);
  const counters = new Set([...scope.counters, ...loop.counters]);
  const own = new Set(scope.own);
  visit(loop.body, { ...scope, loops: [...scope.loops, loop], loopNode, block: loop.body, names, own, counters });
}

/** `const id = user.id` changes as `user` does; `const user = users[i]` as `i` does; `queue.shift()` by itself. */
function spread(node: Node, scope: Scope): void {
  if (scope.loops.length === 0 || (node.type !== "VariableDeclarator" && node.type !== "AssignmentExpression")) return;
  const [target, value] = [child(node, "id") ?? child(node, "left"), child(node, "init") ?? child(node, "right")];
  if (child(node, "id") !== undefined) for (const name of boundNames(target)) scope.own.add(name);
  if (value === undefined || !changes(value, scope)) return;
  for (const name of boundNames(target)) scope.names.add(name);
  // `meter.serial = reading.serial` makes the meter this round's own, where the round has made it.
  const whole = target?.type === "MemberExpression" ? rootOf(target) : undefined;
  if (whole !== undefined && scope.own.has(whole)) scope.names.add(whole);
}

function changes(value: Node, scope: Scope): boolean {
  return (
    usesOf(value, scope.names).some(({ isPaging }) => !isPaging) || isIndexed(value, scope) || isTaken(value, scope)
  );
}

/** `users[i]` */
function isIndexed(value: Node, { counters }: Scope): boolean {
  return counters.size > 0 && indexedIn(value, counters) !== undefined;
}

/** The largest `users[i].id` below a node. */
const indexedIn = (value: Node, counters: ReadonlySet<string>): Node | undefined =>
  [...descendants(value)].find((one) => one.type === "MemberExpression" && hasIndex(one, counters));

function hasIndex(member: Node, counters: ReadonlySet<string>): boolean {
  let at: Node | undefined = member;
  while (at?.type === "MemberExpression") {
    if (at["computed"] === true && counters.has(nameOf(child(at, "property")))) return true;
    at = bare(child(at, "object"));
  }
  return false;
}

function isTaken(value: Node, { loops }: Scope): boolean {
  if (loops.at(-1)?.kind !== "while") return false;
  const call = bare(value);
  const callee = call?.type === "CallExpression" ? bare(child(call, "callee")) : undefined;
  return callee?.type === "MemberExpression" && /^(?:shift|pop)$/.test(propertyName(callee));
}

const TRANSACTION = /^(?:\$?transaction|withTransaction|inTransaction|runInTransaction|begin|tx)$/;

/** A callback that runs in a transaction of its own: each round is a unit of work. */
function isTransaction(node: Node): boolean {
  if (node.type !== "CallExpression") return false;
  const callee = bare(child(node, "callee"));
  const name = callee?.type === "MemberExpression" ? propertyName(callee) : nameOf(callee);
  return TRANSACTION.test(name) && nodes(node, "arguments").some(isFunction);
}

/** A call of a function of this file goes on with what its arguments bring. */
function follow(node: Node, scope: Scope): void {
  if (node.type !== "CallExpression" || scope.through.length >= DEEPEST) return;
  const callee = bare(child(node, "callee"));
  const isOwn = callee?.type === "MemberExpression" && child(callee, "object")?.type === "ThisExpression";
  const name = isOwn ? propertyName(callee) : nameOf(callee);
  const target = scope.functions.get(name);
  if (target === undefined || scope.through.includes(name)) return;
  const given = nodes(node, "arguments");
  const changed = parametersOf(target).flatMap((parameter, index) => {
    const value = given[index];
    return value !== undefined && changes(value, scope) ? boundNames(parameter) : [];
  });
  if (changed.length === 0) return;
  const body = child(target, "body");
  if (body !== undefined)
    visit(body, {
      ...scope,
      block: body,
      names: new Set(changed),
      own: new Set(),
      counters: new Set(),
      through: [...scope.through, name],
    });
}

/** Built queries are sent when they are awaited, returned or handed to `Promise.all`; most calls send at once. */
function isSent(node: Node, { library }: QueryCall, { file, loops }: Scope): boolean {
  if (library !== "sql" || node.type !== "TaggedTemplateExpression") return loops.length > 0;
  return /\bawait\s*$/.test(file.text.slice(Math.max(0, node.start - 10), node.start));
}

function note(node: Node, query: QueryCall, scope: Scope): void {
  const uses = usesOf(node, scope.names);
  const indexed = indexedUse(node, scope);
  const all = indexed === undefined ? uses : [...uses, indexed];
  const use = all.find(({ isPaging }) => !isPaging);
  if (use === undefined || all.some(({ isBatched }) => isBatched) || isHarmless(node, query, scope)) return;
  const site = siteOf(node, query, { scope, use });
  const name = `${site.line}:${site.column}`;
  if (!scope.found.has(name)) scope.found.set(name, site);
}

function indexedUse(node: Node, { counters }: Scope): Use | undefined {
  const found = counters.size === 0 ? undefined : indexedIn(node, counters);
  return found === undefined ? undefined : { node: found, isBatched: false, isPaging: false };
}

function isHarmless(node: Node, { library, method }: QueryCall, { file, loops, through, block }: Scope): boolean {
  if (isRemembered(node, block, file.text)) return true;
  const loop = loops.at(-1);
  const before = file.text.slice(Math.max(0, node.start - 20), node.start);
  const isAwaited = /\bawait\s*$/.test(before);
  // Prisma gathers lookups by key that are made in the same turn into one query.
  if (
    library === "prisma" &&
    method.startsWith("findUnique") &&
    loop?.kind !== "while" &&
    loop?.kind !== "for" &&
    !isAwaited
  )
    return true;
  // `for (…) return await query(…)`: the first round is the last.
  return (
    /\breturn\s+(?:await\s*)?$/.test(before) && through.length === 0 && (loop?.kind === "for" || loop?.kind === "while")
  );
}

interface Found {
  readonly scope: Scope;
  readonly use: Use;
}

function siteOf(node: Node, { library, method }: QueryCall, { scope, use }: Found): StaticSite {
  const { file, loops, loopNode, through } = scope;
  const loop = loops.at(-1);
  const slice = (part: Node | undefined): string => (part === undefined ? "" : file.text.slice(part.start, part.end));
  const [code, argument] = [slice(node), slice(use.node)];
  const over = through.length === 0 ? slice(loop?.over) : "";
  return {
    class: "static",
    file: file.path,
    ...placeOf(file.text, node.start),
    library,
    method,
    loop: loop?.kind ?? "for",
    loopLine: placeOf(file.text, loopNode?.start ?? node.start).line,
    through,
    argument,
    code,
    batched: batchedCode({
      library,
      method,
      code,
      argument,
      keys: keysOf({ argument, over, item: slice(loop?.item), names: loop?.names ?? [] }),
    }),
  };
}

function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}
