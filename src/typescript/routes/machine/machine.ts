import type { Node } from "../tree.ts";
import type { Provided } from "./containers.ts";
import type {
  CallSite,
  ClassValue,
  ExternalValue,
  FunctionValue,
  RouterNode,
  Scope,
  Schema,
  SourceModule,
  Spot,
  TypeUse,
  UnknownValue,
  Value,
} from "../value.ts";

/** The application's files: text by path. Paths are relative to the root, with `/`. */
export interface Sources {
  readonly files: ReadonlyMap<string, string>;
  /** `tsconfig.json`'s `paths` and `baseUrl`: prefix or name → folders or files. */
  readonly aliases: readonly Alias[];
}

/** What files of the project are called by elsewhere in it. */
export interface Alias {
  readonly pattern: string;
  readonly targets: readonly string[];
  /** Where it is declared; it holds below that first. */
  readonly folder?: string;
  /** Packages, which are meant by their own names. */
  readonly except?: readonly string[] | undefined;
}

/** What a statement list came to. */
export interface Completion {
  readonly returned: readonly Value[];
  /** Nothing after it runs. */
  readonly ends: boolean;
}

/** Hears what a handler does, while it is interpreted. */
export interface Recorder {
  /** What is known decides, as while a module runs: one thrown value is followed through a handler of errors. */
  readonly isDecided?: boolean;
  called(target: ExternalValue): void;
  read(target: ExternalValue): void;
  assigned(target: ExternalValue, value: Value): void;
  threw(value: Value, spot: Spot): void;
  /** A branch begins; the answer's state is restored by what is returned. */
  branch(): (ended: boolean) => void;
  /** The value that a handler returned. */
  returned(value: Value): void;
}

/** Something that could not be resolved. */
export interface Note {
  readonly code: string;
  readonly spot: Spot;
  readonly what: string;
}

/** The interpreter's parts, which call each other through here, and its state. */
export interface Machine {
  readonly sources: Sources;
  readonly modules: Map<string, SourceModule>;
  readonly routers: RouterNode[];
  readonly notes: Note[];
  readonly budget: { total: number; steps: number; depth: number; calls: number };
  /** How often a function is being called right now. */
  readonly active: Map<Node, number>;
  /** Functions that were called: a factory that nobody calls is called at the end. */
  readonly called: Set<Node>;
  /** Calls of what is known. */
  readonly followed: Set<Node>;
  readonly functions: Map<Node, FunctionValue>;
  readonly classes: ClassValue[];
  /** Classes that instances were made of, those that they extend too. */
  readonly constructed: Set<Node>;
  readonly components: Map<string, { schema: Schema; readonly node: unknown }>;
  /** Functions that answer what is thrown: Express's of four parameters, Fastify's `setErrorHandler`. */
  readonly failures: FunctionValue[];
  /** Fastify's `addSchema`, by `$id`. */
  readonly shared: Map<string, Value>;
  /** What is kept for classes and functions: by the table, then by their node, then by a name. */
  readonly keyed: Map<object, Map<object, Map<string, Value>>>;
  /** Calls on what a framework's own factory gave: `app.setGlobalPrefix("api")`. */
  readonly framework: ExternalValue[];
  /** Functions that the application puts on every request, answer or context: by `@response` and the like, then by name. */
  readonly extended: Map<string, Map<string, FunctionValue>>;
  /** What containers give, by key. */
  readonly provided: Map<string, Provided>;
  recorder: Recorder | undefined;
  /** Whether a value may be asked of the checker. */
  readonly checker: Checker | undefined;
  evaluate(node: Node | undefined, scope: Scope): Value;
  execute(nodes: readonly Node[], scope: Scope): Completion;
  bind(pattern: Node | undefined, value: Value, scope: Scope): void;
  call(callee: Value, args: readonly Value[], site: CallSite): Value;
  construct(made: ClassValue, args: readonly Value[], site: CallSite): Value;
  member(value: Value, name: string, site: CallSite): Value;
  load(path: string): SourceModule | undefined;
  /** What a value of a validation library says; `{}` for any other. */
  schemaOf(value: Value): Schema;
  /** A relative or aliased specifier's file. */
  resolve(from: SourceModule, specifier: string): string | undefined;
}

/** What a type checker knows of an expression. */
export interface Checker {
  /** JSON Schema of the type of the expression from `start` to `end`; undefined when it is not known. */
  schemaAt(spot: Spot & { readonly end: number }): CheckedType | undefined;
}

export interface CheckedType {
  readonly schema: Schema;
  /** What `#/components/schemas/` of it holds. */
  readonly definitions: Readonly<Record<string, Schema>>;
}

export const typed = (type: TypeUse | undefined): UnknownValue => ({ kind: "unknown", type });

export const spotOf = ({ node, scope }: CallSite): Spot => ({ file: scope.module.path, start: node.start });

/** A scope inside of another. */
export const inner = (parent: Scope, over: Partial<Scope> = {}): Scope => ({
  module: parent.module,
  receiver: parent.receiver,
  home: parent.home,
  ...over,
  variables: new Map(),
  types: new Map(),
  parent,
});

export const typeUse = (annotation: Node | undefined, scope: Scope): TypeUse | undefined => {
  const node = annotation?.["typeAnnotation"];
  return isTypeNode(node) ? { node, scope } : undefined;
};

const isTypeNode = (value: unknown): value is Node => typeof value === "object" && value !== null && "type" in value;
