import type { JsonObject } from "../../kit/index.ts";
import type { Node } from "./tree.ts";

/** A place in a source. */
export interface Spot {
  readonly file: string;
  readonly start: number;
}

/** A type as it is written, and where its names are looked up. */
export interface TypeUse {
  readonly node: Node;
  readonly scope: Scope;
  /** Type parameters that are bound here. */
  readonly bound?: ReadonlyMap<string, TypeUse>;
}

export type Primitive = string | number | boolean | null | undefined;

export interface UnknownValue {
  readonly kind: "unknown";
  readonly type?: TypeUse | undefined;
  /** Text that is known in part: `/api/{unknown}/users`. */
  readonly text?: string | undefined;
  /** The expression, for a checker. */
  readonly spot?: (Spot & { readonly end: number }) | undefined;
  /** What `test ? 201 : 200` may be. */
  readonly either?: readonly Value[];
  /** It comes from the environment or from an argument that nobody gives: what stands behind `??` is its value. */
  readonly isOpen?: boolean;
}

export interface ConstantValue {
  readonly kind: "constant";
  readonly value: Primitive;
  /** A default that stands in for something that is only known when the application runs. */
  readonly isAssumed?: boolean;
}

export interface PatternValue {
  readonly kind: "pattern";
  readonly source: string;
}

export interface ArrayValue {
  readonly kind: "array";
  readonly items: Value[];
  readonly isOpen: boolean;
}

export interface ObjectValue {
  readonly kind: "object";
  readonly properties: Map<string, Value>;
  readonly isOpen: boolean;
  readonly of?: ClassValue | undefined;
}

export interface FunctionValue {
  readonly kind: "function";
  readonly node: Node;
  readonly scope: Scope;
  readonly name: string;
  readonly receiver?: Value | undefined;
  readonly home?: ClassValue | undefined;
  readonly properties: Map<string, Value>;
  /** The call that returned it: `validate(schema)`. */
  readonly made?: { readonly name: string; readonly args: readonly Value[] } | undefined;
}

export interface ClassValue {
  readonly kind: "class";
  readonly node: Node;
  readonly scope: Scope;
  readonly name: string;
  readonly statics: Map<string, Value>;
}

export type Step =
  | { readonly kind: "member"; readonly name: string }
  | {
      readonly kind: "call" | "new";
      readonly args: readonly Value[];
      readonly spot: Spot;
      readonly types: readonly TypeUse[];
    };

/** What a package gives, and what was done with it: `z` `.object` `({…})` `.strict` `()`. */
export interface ExternalValue {
  readonly kind: "external";
  /** A package, or `@global`, `@request`, `@response`, `@context`, `@reply`, `@next`. */
  readonly source: string;
  readonly steps: readonly Step[];
  readonly type?: TypeUse | undefined;
}

export interface NativeValue {
  readonly kind: "native";
  readonly run: (args: readonly Value[], site: CallSite) => Value;
}

export interface RouterValue {
  readonly kind: "router";
  readonly router: RouterNode;
}

export type Value =
  | UnknownValue
  | ConstantValue
  | PatternValue
  | ArrayValue
  | ObjectValue
  | FunctionValue
  | ClassValue
  | ExternalValue
  | NativeValue
  | RouterValue;

/** Where a call stands. */
export interface CallSite {
  readonly node: Node;
  readonly scope: Scope;
}

export type Binding =
  | {
      value: Value;
      readonly type?: TypeUse | undefined;
      /** A parameter or a constant that was not assigned since. */
      isFixed?: boolean;
    }
  | { readonly read: () => Value; readonly isFixed?: undefined };

export interface Scope {
  readonly module: SourceModule;
  readonly variables: Map<string, Binding>;
  readonly types: Map<string, Node>;
  readonly parent: Scope | undefined;
  readonly receiver: Value | undefined;
  readonly home: ClassValue | undefined;
}

export interface Comment {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** A file that was parsed and, but for its functions, interpreted. */
export interface SourceModule {
  readonly path: string;
  readonly text: string;
  readonly comments: readonly Comment[];
  readonly scope: Scope;
  readonly body: readonly Node[];
  readonly exports: Map<string, () => Value>;
  /** Modules of `export * from`. */
  readonly stars: string[];
  /** Types that are exported under another name or come from another module: name → module and name there. */
  readonly typeLinks: Map<string, { readonly path: string; readonly name: string }>;
  readonly commonJs: ObjectValue;
  readonly isModule: boolean;
  state: "new" | "running" | "done";
}

export type Framework = "express" | "koa" | "fastify" | "nestjs" | "unknown";

export type Entry =
  | {
      readonly kind: "route";
      readonly methods: readonly string[];
      readonly path: Value;
      readonly handlers: readonly Value[];
      /** Fastify's options of a route. */
      readonly options?: Value | undefined;
      readonly spot: Spot;
      readonly note: string | undefined;
      /** `fastify.get<{ Body: User }>`. */
      readonly types?: readonly TypeUse[] | undefined;
    }
  | { readonly kind: "mount"; readonly path: Value; readonly target: RouterNode; readonly spot: Spot }
  | { readonly kind: "lost"; readonly path: Value; readonly what: string; readonly spot: Spot }
  | {
      readonly kind: "middleware";
      readonly path: Value | undefined;
      readonly handlers: readonly Value[];
      /** Only for routes whose path has that parameter: `router.param("id", check)`. */
      readonly parameter?: string;
    };

/** An application, a router or a plugin's instance, with what was registered on it in order. */
export interface RouterNode {
  readonly id: number;
  readonly framework: Framework;
  readonly kind: "app" | "router" | "route" | "plugin" | "orphan";
  prefix: Value | undefined;
  /** What answers errors: Fastify's `setErrorHandler`. */
  failure?: Value;
  readonly entries: Entry[];
  readonly properties: Map<string, Value>;
  readonly spot: Spot;
  readonly parent: RouterNode | undefined;
  isMounted: boolean;
}

export type Part = "body" | "query" | "path" | "header" | "cookie";

export const unknown: UnknownValue = { kind: "unknown" };
export const open: UnknownValue = { kind: "unknown", isOpen: true };
export const constant = (value: Primitive): ConstantValue => ({ kind: "constant", value });
export const nothing: ConstantValue = constant(undefined);
export const array = (items: readonly Value[], isOpen = false): ArrayValue => ({
  kind: "array",
  items: [...items],
  isOpen,
});
export const object = (entries: Iterable<readonly [string, Value]>, isOpen = false): ObjectValue => ({
  kind: "object",
  properties: new Map(entries),
  isOpen,
});
export const native = (run: NativeValue["run"]): NativeValue => ({ kind: "native", run });
export const external = (source: string, steps: readonly Step[] = []): ExternalValue => ({
  kind: "external",
  source,
  steps,
});

export const isText = (value: Value | undefined): value is ConstantValue & { readonly value: string } =>
  value?.kind === "constant" && typeof value.value === "string";
export const isNothing = (value: Value | undefined): boolean =>
  value === undefined || (value.kind === "constant" && value.value === undefined);

/** The text of a constant, or undefined. */
export const textOf = (value: Value | undefined): string | undefined =>
  value?.kind === "constant" && typeof value.value === "string" ? value.value : undefined;
export const numberOf = (value: Value | undefined): number | undefined =>
  value?.kind === "constant" && typeof value.value === "number" ? value.value : undefined;
export const truthOf = (value: Value | undefined): boolean | undefined =>
  value?.kind === "constant" && typeof value.value === "boolean" ? value.value : undefined;

/** A property of an object that was written down. */
export const propertyOf = (value: Value | undefined, name: string): Value | undefined =>
  value?.kind === "object" ? value.properties.get(name) : undefined;

/** `zod`, `z.object`, … : the names of members up to the first call. */
export function pathOf({ steps }: ExternalValue): string {
  const end = steps.findIndex(({ kind }) => kind !== "member");
  const members = end < 0 ? steps : steps.slice(0, end);
  return members
    .map((step) => (step.kind === "member" ? step.name : ""))
    .filter((name) => name !== "default")
    .join(".");
}

export type Schema = JsonObject;
