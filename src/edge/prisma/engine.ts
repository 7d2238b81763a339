import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { isRecord } from "../../kit/index.ts";
import { blindAdapter } from "./adapter.ts";

/** What is used of the engine. */
export interface Engine {
  readonly diff: (parameters: unknown) => Promise<unknown>;
  readonly free: () => void;
}

/** Starts an engine for the files of a schema: pairs of path and text. Throws what the package cannot do. */
export async function startEngine(module: string, datamodels: readonly (readonly [string, string])[]): Promise<Engine> {
  const start = loaded.get(module) ?? loadEngine(module);
  loaded.set(module, start);
  const engine = await (await start)({ datamodels }, () => undefined, blindAdapter());
  if (!isEngine(engine)) throw new Error("its engine cannot compare schemas");
  return engine;
}

type Start = (options: unknown, log: (line: string) => void, adapter: unknown) => Promise<unknown>;

/** The module holds the WebAssembly that was given to it last: a second one would pull the memory from under the first. */
const loaded = new Map<string, Promise<Start>>();

/** The package's own entry imports the WebAssembly as a module, which only bundlers can do; here its bytes are instantiated. */
async function loadEngine(module: string): Promise<Start> {
  const bindings: unknown = await import(pathToFileURL(module).href);
  if (!isBindings(bindings)) throw new Error("it is no engine of the kind that is known");
  keepPanics();
  const bytes = await readFile(module.replace(/\.js$/, ".wasm"));
  const exports = await instantiate(bytes, { "./schema_engine_bg.js": bindings });
  bindings.__wbg_set_wasm(exports);
  const begin = exports["__wbindgen_start"];
  if (isAction(begin)) begin();
  const { SchemaEngine } = bindings;
  return (options, log, adapter) => SchemaEngine.new(options, log, adapter);
}

interface Bindings {
  readonly SchemaEngine: { readonly new: Start };
  readonly __wbg_set_wasm: (exports: Readonly<Record<string, unknown>>) => void;
}

const isBindings = (value: unknown): value is Bindings =>
  isRecord(value) && typeof value["__wbg_set_wasm"] === "function" && hasMethod(value["SchemaEngine"], "new");

const isAction = (value: unknown): value is () => void => typeof value === "function";

const isEngine = (value: unknown): value is Engine => hasMethod(value, "diff") && hasMethod(value, "free");

const hasMethod = (value: unknown, name: string): boolean =>
  (typeof value === "object" || typeof value === "function") &&
  value !== null &&
  typeof Reflect.get(value, name) === "function";

type Exports = Readonly<Record<string, unknown>>;

async function instantiate(bytes: Uint8Array, imports: unknown): Promise<Exports> {
  const assembly: unknown = Reflect.get(globalThis, "WebAssembly");
  if (!isAssembly(assembly)) throw new Error("this Node has no WebAssembly");
  return (await assembly.instantiate(bytes, imports)).instance.exports;
}

interface Assembly {
  instantiate(bytes: Uint8Array, imports: unknown): Promise<{ readonly instance: { readonly exports: Exports } }>;
}

const isAssembly = (value: unknown): value is Assembly => hasMethod(value, "instantiate");

const REGISTRY = "PRISMA_WASM_PANIC_REGISTRY";

/** Where the engine leaves its last words. A program that uses Prisma itself has put one there already. */
function keepPanics(): void {
  if (Reflect.get(globalThis, REGISTRY) !== undefined) return;
  Reflect.set(globalThis, REGISTRY, {
    set_message: (message: string) => {
      throw new Error(message);
    },
  });
}
