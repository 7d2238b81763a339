import { parseSync } from "oxc-parser";
import { isRecord } from "../../../kit/index.ts";
import { LIMITS } from "../limits.ts";
import { child, isNode, nameOf, nodes, text, type Node } from "../tree.ts";
import {
  array,
  constant,
  external,
  object,
  open,
  unknown,
  type Scope,
  type SourceModule,
  type Value,
} from "../value.ts";
import { folderOf } from "./imports.ts";
import type { Machine } from "./machine.ts";
import { declare, lookUp } from "./names.ts";

/** Reads a file of the application and runs its top level, once. Undefined for what is no file of it or cannot be parsed. */
export function loadModule(machine: Machine, path: string): SourceModule | undefined {
  const module = machine.modules.get(path) ?? open_(machine, path);
  if (module === undefined || module.state !== "new") return module;
  module.state = "running";
  const { recorder, budget } = machine;
  machine.recorder = undefined;
  const { calls } = budget;
  budget.calls = 0;
  importAll(machine, module);
  exportAll(machine, module);
  machine.execute(module.body, module.scope);
  budget.calls = calls;
  machine.recorder = recorder;
  module.state = "done";
  return module;
}

function open_(machine: Machine, path: string): SourceModule | undefined {
  const source = machine.sources.files.get(path);
  if (source === undefined) return undefined;
  const module = path.endsWith(".json") ? jsonModule(machine, path, source) : parseModule(machine, path, source);
  if (module !== undefined) machine.modules.set(path, module);
  return module;
}

function parseModule(machine: Machine, path: string, source: string): SourceModule | undefined {
  const start = { file: path, start: 0 };
  if (source.length > LIMITS.fileCharacters) {
    machine.notes.push({ code: "route-source-too-large", spot: start, what: path });
    return undefined;
  }
  const parsed = parseSync(path, source, { lang: languageOf(path) });
  const program: unknown = parsed.program;
  const body = isNode(program) ? nodes(program, "body") : [];
  if (parsed.errors.length > 0 && body.length === 0) {
    machine.notes.push({ code: "route-source-unreadable", spot: start, what: parsed.errors[0]?.message ?? "" });
    return undefined;
  }
  return moduleOf({ path, source, body, comments: parsed.comments });
}

/** JavaScript is read as TypeScript with JSX where it can be: `.js` files hold both. */
const languageOf = (path: string): "ts" | "tsx" | "js" | "jsx" => {
  if (/\.[mc]?ts$/.test(path)) return "ts";
  return path.endsWith(".tsx") ? "tsx" : "jsx";
};

interface Parsed {
  readonly path: string;
  readonly source: string;
  readonly body: readonly Node[];
  readonly comments: SourceModule["comments"];
}

function moduleOf({ path, source, body, comments }: Parsed): SourceModule {
  const commonJs: SourceModule["commonJs"] = { kind: "object", properties: new Map(), isOpen: false };
  commonJs.properties.set("exports", object([]));
  const module: SourceModule = {
    path,
    text: source,
    comments,
    body,
    exports: new Map(),
    stars: [],
    typeLinks: new Map(),
    commonJs,
    isModule: body.some(({ type }) => /^(?:Import|Export)/.test(type)),
    state: "new",
    get scope() {
      return scope;
    },
  };
  const scope: Scope = {
    module,
    variables: new Map(),
    types: new Map(),
    parent: undefined,
    receiver: undefined,
    home: undefined,
  };
  return module;
}

/** A file of JSON is its value. */
function jsonModule(machine: Machine, path: string, source: string): SourceModule | undefined {
  const module = moduleOf({ path, source, body: [], comments: [] });
  try {
    const value: unknown = JSON.parse(source);
    module.commonJs.properties.set("exports", valueOfJson(value, 0));
  } catch {
    machine.notes.push({ code: "route-source-unreadable", spot: { file: path, start: 0 }, what: path });
  }
  return module;
}

function valueOfJson(value: unknown, depth: number): Value {
  if (depth > LIMITS.schemaDepth) return unknown;
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return constant(value);
  if (Array.isArray(value)) return array(value.map((one: unknown) => valueOfJson(one, depth + 1)));
  return isRecord(value)
    ? object(Object.entries(value).map(([name, one]) => [name, valueOfJson(one, depth + 1)]))
    : unknown;
}

/** Names of imports are read when they are used: a cycle of imports is no trouble. */
function importAll(machine: Machine, module: SourceModule): void {
  const { scope, commonJs } = module;
  declare("module", commonJs, scope);
  scope.variables.set("exports", { read: () => commonJs.properties.get("exports") ?? unknown });
  declare("__dirname", constant(folderOf(module.path)), scope);
  declare("__filename", constant(`/${module.path}`), scope);
  for (const node of module.body) if (node.type === "ImportDeclaration") importOne(machine, module, node);
}

function importOne(machine: Machine, module: SourceModule, node: Node): void {
  const specifier = text(child(node, "source"), "value");
  const path = machine.resolve(module, specifier);
  for (const one of nodes(node, "specifiers")) {
    const local = nameOf(child(one, "local"));
    const name = importedName(one);
    if (path === undefined) {
      if (node["importKind"] !== "type") declare(local, packageValue(specifier, name), module.scope);
      continue;
    }
    if (name !== "*") module.typeLinks.set(local, { path, name });
    module.scope.variables.set(local, { read: () => exportOf(machine, path, name) });
  }
  if (path !== undefined && node["importKind"] !== "type") machine.load(path);
}

function importedName(specifier: Node): string {
  if (specifier.type === "ImportDefaultSpecifier") return "default";
  if (specifier.type === "ImportNamespaceSpecifier") return "*";
  return moduleName(child(specifier, "imported"));
}

const moduleName = (node: Node | undefined): string => text(node, "name") || text(node, "value");

const packageValue = (specifier: string, name: string): Value =>
  external(specifier, name === "*" || name === "default" ? [] : [{ kind: "member", name }]);

/** What a module gives under a name; `*` is all of it. */
export function exportOf(machine: Machine, path: string, name: string): Value {
  return exportAt(machine, path, { name, depth: 0 });
}

interface Export {
  readonly name: string;
  readonly depth: number;
}

function exportAt(machine: Machine, path: string, { name, depth }: Export): Value {
  const module = machine.load(path);
  if (module === undefined || depth > 30) return open;
  if (name === "*") return namespaceOf(machine, module);
  const read = module.exports.get(name);
  if (read !== undefined) return read();
  for (const star of module.stars) {
    const value = exportAt(machine, star, { name, depth: depth + 1 });
    if (value.kind !== "unknown") return value;
  }
  if (module.isModule && module.exports.size + module.stars.length > 0) return unknown;
  const whole = module.commonJs.properties.get("exports") ?? unknown;
  if (name !== "default") return machine.member(whole, name, { node: NOWHERE, scope: module.scope });
  const inside =
    whole.kind === "object" && whole.properties.has("__esModule") ? whole.properties.get("default") : undefined;
  return inside ?? whole;
}

const NOWHERE: Node = { type: "Import", start: 0, end: 0 };

/** `import * as x` and `require("./x")`. */
export function namespaceOf(machine: Machine, module: SourceModule, depth = 0): Value {
  if (!module.isModule || module.exports.size + module.stars.length === 0)
    return module.commonJs.properties.get("exports") ?? unknown;
  const entries = [...module.exports].map(([name, read]): readonly [string, Value] => [name, read()]);
  const stars = depth > 30 ? [] : module.stars.flatMap((path) => starEntries(machine, path, depth));
  return object([...stars, ...entries]);
}

function starEntries(machine: Machine, path: string, depth: number): readonly (readonly [string, Value])[] {
  const module = machine.load(path);
  const value = module === undefined ? unknown : namespaceOf(machine, module, depth + 1);
  return value.kind === "object" ? [...value.properties].filter(([name]) => name !== "default") : [];
}

function exportAll(machine: Machine, module: SourceModule): void {
  for (const node of module.body) {
    if (node.type === "ExportAllDeclaration") exportStar(machine, module, node);
    if (node.type === "ExportDefaultDeclaration") module.exports.set("default", reader("*default*", module));
    if (node.type === "ExportNamedDeclaration") exportNamed(machine, module, node);
  }
}

const reader = (name: string, module: SourceModule) => (): Value => lookUp(name, module.scope) ?? unknown;

function exportStar(machine: Machine, module: SourceModule, node: Node): void {
  const path = machine.resolve(module, text(child(node, "source"), "value"));
  const alias = moduleName(child(node, "exported"));
  if (path === undefined) return;
  if (alias === "") module.stars.push(path);
  else module.exports.set(alias, () => exportOf(machine, path, "*"));
  machine.load(path);
}

function exportNamed(machine: Machine, module: SourceModule, node: Node): void {
  const specifier = text(child(node, "source"), "value");
  const path = specifier === "" ? undefined : machine.resolve(module, specifier);
  for (const one of nodes(node, "specifiers")) {
    const [local, name] = [moduleName(child(one, "local")), moduleName(child(one, "exported"))];
    if (specifier === "") module.exports.set(name, reader(local, module));
    else if (path === undefined) module.exports.set(name, () => packageValue(specifier, local));
    else {
      module.typeLinks.set(name, { path, name: local });
      module.exports.set(name, () => exportOf(machine, path, local));
    }
  }
  for (const name of declaredNames(child(node, "declaration"))) module.exports.set(name, reader(name, module));
  if (path !== undefined) machine.load(path);
}

function declaredNames(declaration: Node | undefined): readonly string[] {
  if (declaration?.type !== "VariableDeclaration")
    return [nameOf(child(declaration, "id"))].filter((name) => name !== "");
  return nodes(declaration, "declarations").flatMap((one) => namesIn(child(one, "id")));
}

function namesIn(pattern: Node | undefined): readonly string[] {
  if (pattern?.type === "ObjectPattern")
    return nodes(pattern, "properties").flatMap((one) => namesIn(child(one, "value") ?? child(one, "argument")));
  if (pattern?.type === "ArrayPattern") return nodes(pattern, "elements").flatMap(namesIn);
  return [nameOf(pattern)];
}
