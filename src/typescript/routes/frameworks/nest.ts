import type { Machine } from "../machine/machine.ts";
import { membersOf, methodValue, parentOf } from "../machine/classes.ts";
import type { Decorator } from "../types/decorators.ts";
import { child, keyName, type Node } from "../tree.ts";
import { propertyOf, textOf, type ClassValue, type FunctionValue, type Value } from "../value.ts";
import { annotationsOf, returnSchema } from "../facts/annotations.ts";
import type { RouteFacts } from "../facts/model.ts";
import { joinPath, templatesOf, type PathTemplate } from "../facts/path.ts";
import { placeOf } from "../facts/place.ts";
import { observe } from "../facts/record.ts";
import { responsesOf, type Said } from "../facts/respond.ts";
import { wordsOf } from "../facts/words.ts";
import { apiResponses, detailsOf, securityOfGuards, statusesOf } from "./nest-decorators.ts";
import { givenTo, guardStatus } from "./nest-guards.ts";
import { isOwnPipe, pipeStatuses } from "./nest-pipes.ts";
import { nestRequest } from "./nest-request.ts";
import { noteOfFunction } from "./notes.ts";
import { argumentsOf, composedDecorators } from "./nest-composed.ts";
import { kitOf, settingsOfKit, translated, type Kit } from "./kits.ts";
import { modulePaths } from "./nest-modules.ts";
import { settingsOfRoots, type Settings } from "./nest-settings.ts";

const VERBS: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...["Get", "Post", "Put", "Patch", "Delete", "Options", "Head", "Search"].map(
    (name) => [name, [name.toUpperCase()]] as const,
  ),
  ["All", ["GET", "POST", "PUT", "PATCH", "DELETE"]],
  ["Sse", ["GET"]],
]);

/** NestJS's controllers with the global prefix and versions that the application sets; not those whose methods a router already has. */
export function nestRoutes(machine: Machine, served: ReadonlySet<Node>): readonly RouteFacts[] {
  const settings = settingsOfRoots(machine);
  const modules = modulePaths(machine);
  return machine.classes.flatMap((made) => {
    if (served.has(made.node)) return [];
    const written = composedDecorators(machine, made.node, made.scope);
    const kit = kitOf(machine, written, made.scope);
    const around = translated(kit, written);
    const controller = around.find(({ name }) => name === "Controller");
    const module = modules.get(made.node) ?? "";
    if (controller === undefined) return [];
    return settings
      .for(made.node)
      .map((one) => (kit === undefined ? one : settingsOfKit(machine, kit, one)))
      .flatMap((one) => controllerRoutes(machine, made, { controller, around, module, settings: one, kit }));
  });
}

interface Controller {
  readonly controller: Decorator;
  /** All decorators of the class. */
  readonly around: readonly Decorator[];
  /** The path of its module. */
  readonly module: string;
  readonly settings: Settings;
  readonly kit: Kit | undefined;
}

function controllerRoutes(
  machine: Machine,
  made: ClassValue,
  { controller, around, module, settings, kit }: Controller,
): readonly RouteFacts[] {
  const [first] = argumentsOf(machine, controller, made.scope);
  const instance = machine.construct(made, [], { node: made.node, scope: made.scope });
  const given = first?.kind === "object" ? first.properties.get("path") : first;
  const versions = spokenVersions(propertyOf(first, "version")) ?? versionsOf(machine, around, made);
  return allMethods(machine, made).flatMap(({ owner, member }) => {
    const own = translated(kit, composedDecorators(machine, member, owner.scope));
    const verb = own.find(({ name }) => VERBS.has(name));
    if (verb === undefined) return [];
    const spoken = versionsOf(machine, own, owner) ?? versions ?? [settings.defaultVersion];
    const handler = methodValue(machine, owner, { member, receiver: instance });
    const routed = { made, owner, member, handler, verb, around, own, settings };
    return textsOf(given)
      .flatMap((base) => textsOf(argumentsOf(machine, verb, owner.scope)[0]).map((end) => joinPath(base, end)))
      .map((path) => (kit === undefined ? path : path.replaceAll(/\{(\w+)\}/g, ":$1")))
      .map((path) => joinPath(joinPath("", module), path))
      .flatMap((path) => spoken.map((version) => fullPath(path, version, settings)))
      .flatMap((path) => methodRoutes(machine, { ...routed, path }));
  });
}

/** A version, several, or that there is none. */
function spokenVersions(value: Value | undefined): readonly string[] | undefined {
  if (value?.kind === "array") return value.items.flatMap((one) => spokenVersions(one) ?? []);
  const last = value?.kind === "external" ? value.steps.at(-1) : undefined;
  const version = last?.kind === "member" ? last.name : textOf(value);
  return version === undefined ? undefined : [version];
}

interface Method {
  /** The class that declares it. */
  readonly owner: ClassValue;
  readonly member: Node;
}

/** The methods of a class and, unless it has them itself, of those that it extends. */
function allMethods(machine: Machine, made: ClassValue, depth = 0): readonly Method[] {
  const own = methodsOf(made).map((member) => ({ owner: made, member }));
  const parent = depth > 10 ? undefined : parentOf(machine, made);
  if (parent === undefined) return own;
  const names = new Set(own.map(({ member }) => keyName(child(member, "key"))));
  const inherited = allMethods(machine, parent, depth + 1).filter(
    ({ member }) => !names.has(keyName(child(member, "key"))),
  );
  return [...own, ...inherited];
}

const methodsOf = (made: ClassValue): readonly Node[] =>
  membersOf(made).filter((one) => one.type === "MethodDefinition" && one["kind"] === "method");

const versionsOf = (machine: Machine, decorators: readonly Decorator[], { scope }: ClassValue) => {
  const found = decorators.find(({ name }) => name === "Version");
  return found === undefined ? undefined : spokenVersions(argumentsOf(machine, found, scope)[0]);
};

/** A path, several, none, or one that nobody knows. */
function textsOf(value: Value | undefined): readonly string[] {
  if (value === undefined || (value.kind === "constant" && value.value === undefined)) return [""];
  if (value.kind === "array") return value.items.flatMap(textsOf);
  if (value.kind === "unknown" && value.text !== undefined) return [value.text];
  return [textOf(value) ?? "\u0000"];
}

function fullPath(path: string, version: string | undefined, settings: Settings): string {
  const plain = path.replace(/^\//, "");
  const versioned =
    settings.isVersioned && version !== undefined && version !== "VERSION_NEUTRAL"
      ? joinPath(`/${settings.versionPrefix}${version}`, path)
      : path;
  return settings.excluded.some((one) => one.replace(/^\//, "") === plain)
    ? versioned
    : joinPath(joinPath("", settings.prefix), versioned);
}

interface Routed {
  readonly made: ClassValue;
  readonly owner: ClassValue;
  readonly member: Node;
  readonly handler: FunctionValue;
  readonly verb: Decorator;
  /** Decorators of the class, and of the method. */
  readonly around: readonly Decorator[];
  readonly own: readonly Decorator[];
  readonly settings: Settings;
  readonly path: string;
}

function methodRoutes(machine: Machine, routed: Routed): readonly RouteFacts[] {
  return templatesOf(routed.path).flatMap((template) =>
    (VERBS.get(routed.verb.name) ?? []).map((method) => nestRoute(machine, { ...routed, template, method })),
  );
}

interface Placed extends Routed {
  readonly template: PathTemplate;
  readonly method: string;
}

function nestRoute(machine: Machine, placed: Placed): RouteFacts {
  const { made, owner, member, handler, verb, around, own, template, method } = placed;
  const place = placeOf(machine, { file: owner.scope.module.path, start: verb.node.start });
  const all = [...around, ...own];
  const read = (one: Decorator): readonly Value[] =>
    argumentsOf(machine, one, (around.includes(one) ? made : owner).scope);
  const details = detailsOf(all, read);
  const request = nestRequest(machine, { handler, template, method, decorators: all, read });
  const security = securityOfGuards(all, read);
  const said = saidBy(machine, placed, { all, read, request, isGuarded: security.length > 0 });
  const words = wordsOf(noteOfFunction(handler));
  return {
    ...details,
    method,
    path: template.path,
    framework: "nestjs",
    place,
    operationId: details.operationId ?? keyName(child(member, "key")),
    summary: details.summary ?? words.summary,
    description: details.description ?? words.description,
    deprecated: details.deprecated || words.deprecated,
    parameters: request.parameters,
    body: request.body,
    responses: apiResponses(machine, { decorators: own, read, responses: responsesOf(machine, said) }),
    security,
    isAssumed: false,
    unresolved: template.isUnresolved ? [{ code: "route-path-unresolved", what: "path", place }] : [],
  };
}

/** What pipes answer to values that they refuse: the application's, the method's, and those of its parameters. */
function refusalsOf(machine: Machine, { settings, request, pipes }: Piped): readonly number[] {
  const { isChecked, isAsked } = request;
  const own = pipes.filter((one) => (isOwnPipe(machine, one) ? isAsked : isChecked));
  return [
    ...(isChecked && settings.refusal !== undefined ? [settings.refusal] : []),
    ...pipeStatuses(machine, [...own, ...request.pipes]),
  ];
}

interface Piped {
  readonly settings: Settings;
  readonly request: Around["request"];
  /** Those of `@UsePipes`. */
  readonly pipes: readonly Value[];
}

interface Around {
  readonly all: readonly Decorator[];
  readonly read: (decorator: Decorator) => readonly Value[];
  readonly request: Pick<ReturnType<typeof nestRequest>, "isChecked" | "isAsked" | "pipes">;
  readonly isGuarded: boolean;
}

const TOO_MANY = 429;

function saidBy(machine: Machine, placed: Placed, { all, read, request, isGuarded }: Around): Said {
  const { handler, method, settings } = placed;
  const seen = observe(machine, handler, { framework: "nestjs", args: givenTo(handler) });
  const named = (wanted: string): readonly Decorator[] => all.filter(({ name }) => name === wanted);
  const [coded] = named("HttpCode");
  const code = coded === undefined ? undefined : statusesOf(read(coded)[0]);
  const [redirect] = named("Redirect");
  const moved = redirect === undefined ? undefined : (statusesOf(read(redirect)[1]) ?? 302);
  const refused = isGuarded ? guardStatus(machine, named("UseGuards").flatMap(read)) : [];
  const isFree = named("SkipThrottle").some((one) => read(one).length === 0);
  const isLimited = !isFree && named("Throttle").length > 0;
  return {
    answers: seen.answers,
    returned: seen.returned,
    annotated: annotationsOf(machine, undefined),
    returnType: returnSchema(machine, handler),
    statuses: [
      ...refusalsOf(machine, { settings, request, pipes: named("UsePipes").flatMap(read) }),
      ...refused.filter((status) => !(isFree && status === TOO_MANY)),
      ...named("Answers").flatMap((one) => statusesOf(read(one)[0]) ?? []),
      ...(isLimited ? [TOO_MANY] : []),
    ],
    alwaysAnswers: true,
    defaultStatus: moved ?? code ?? (method === "POST" ? settings.created : 200),
  };
}
