import type { Machine } from "../machine/machine.ts";
import type { Decorator } from "../types/decorators.ts";
import { child } from "../tree.ts";
import { pathOf, propertyOf, textOf, type Scope } from "../value.ts";
import { lastArgs } from "./mounts.ts";
import type { Settings } from "./nest-settings.ts";

/** Packages whose controllers are classes with decorators, as NestJS's are, on Express or Koa. */
export interface Kit {
  readonly source: RegExp;
  /** What their decorators are called in NestJS. */
  readonly names: ReadonlyMap<string, string>;
  /** What it answers to a body that its class refuses. */
  readonly refusal?: number;
  /** What a setting puts before every path. */
  readonly prefix: (machine: Machine) => string;
}

const verbs = (prefix: string): readonly (readonly [string, string])[] =>
  ["Get", "Post", "Put", "Patch", "Delete", "Head", "Options", "All"].map((name) => [`${prefix}${name}`, name]);

const KITS: readonly Kit[] = [
  {
    source: /^routing-controllers$/,
    names: new Map([
      ["JsonController", "Controller"],
      ["OnUndefined", "Answers"],
      ["OnNull", "Answers"],
    ]),
    refusal: 400,
    prefix: routePrefix,
  },
  {
    source: /^(?:inversify-express-utils|@inversifyjs\/http[\w-]*)$/,
    names: new Map([["controller", "Controller"], ...verbs("http"), ...verbs("Http")]),
    prefix: () => "",
  },
  {
    source: /^(?:tsoa|@tsoa\/runtime)$/,
    names: new Map([
      ["Route", "Controller"],
      ["SuccessResponse", "HttpCode"],
      ["Response", "Answers"],
    ]),
    refusal: 400,
    prefix: basePath,
  },
];

/** The package that a class's decorators are of, unless it is NestJS. */
export function kitOf(machine: Machine, decorators: readonly Decorator[], scope: Scope): Kit | undefined {
  for (const { node } of decorators) {
    const expression = child(node, "expression");
    const callee = expression?.type === "CallExpression" ? child(expression, "callee") : expression;
    const value = machine.evaluate(callee, scope);
    const kit = value.kind === "external" ? KITS.find(({ source }) => source.test(value.source)) : undefined;
    if (kit !== undefined) return kit;
  }
  return undefined;
}

/** Decorators by the names that NestJS has for them. */
export const translated = (kit: Kit | undefined, decorators: readonly Decorator[]): readonly Decorator[] =>
  kit === undefined ? decorators : decorators.map((one) => ({ ...one, name: kit.names.get(one.name) ?? one.name }));

/** What holds for the controllers of a kit: they answer 200 to whatever succeeds. */
export const settingsOfKit = (machine: Machine, kit: Kit, settings: Settings): Settings => ({
  ...settings,
  prefix: kit.prefix(machine),
  excluded: [],
  isVersioned: false,
  created: 200,
  refusal: kit.refusal,
});

/** `createExpressServer({ routePrefix: "/api" })`, `useKoaServer(app, { routePrefix })`. Where nobody was seen to call it, nobody knows. */
function routePrefix({ framework }: Machine): string {
  const calls = framework.filter((one) => /^(?:create|use)(?:Express|Koa)Server$/.test(pathOf(one)));
  const options = calls.flatMap(lastArgs).find(({ kind }) => kind === "object");
  const prefix = propertyOf(options, "routePrefix");
  if (options === undefined) return "\u0000";
  return prefix === undefined ? "" : (textOf(prefix) ?? "\u0000");
}

/** `routes.basePath` of `tsoa.json`. */
function basePath(machine: Machine): string {
  const module = machine.load("tsoa.json");
  const config = module?.commonJs.properties.get("exports");
  return textOf(propertyOf(propertyOf(config, "routes"), "basePath")) ?? "";
}
