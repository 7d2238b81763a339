import { readFileSync } from "node:fs";
import module, { createRequire } from "node:module";
import { join } from "node:path";
import type { ChildRequest } from "../request.ts";
import { isCallable, reach, type Callable } from "./reach.ts";

/** A source as JavaScript that `require` understands; undefined where nothing here can make it. */
export type Compile = (source: string, path: string) => string | undefined;

/** The application's own TypeScript, else that of ts-morph, else the transformation of a newer Node for what is not written as a module. */
export function createCompiler({ root, own }: ChildRequest): Compile {
  let made: Compile | undefined;
  return (source, path) => (made ??= withTypeScript(root, own) ?? withNode())(source, path);
}

function withTypeScript(root: string, own: string): Compile | undefined {
  const typescript = loaded(join(root, "package.json"), "typescript") ?? reach(loaded(own, "ts-morph"), "ts");
  const transpile = reach(typescript, "transpileModule");
  if (!isCallable(transpile)) return undefined;
  const options = optionsOf(typescript, root);
  return (source, path) => {
    const result = transpile(source, { fileName: path, compilerOptions: options, reportDiagnostics: false });
    const text = reach(result, "outputText");
    return typeof text === "string" ? withMeta(text) : undefined;
  };
}

function loaded(from: string, name: string): unknown {
  try {
    const found: unknown = createRequire(from)(name);
    return isCallable(reach(found, "transpileModule")) || reach(found, "ts") !== undefined ? found : undefined;
  } catch {
    return undefined;
  }
}

/** Decorators and fields of classes as the project wants them; the rest is what Node needs. */
function optionsOf(typescript: unknown, root: string): Readonly<Record<string, unknown>> {
  const wanted = reach(configOf(typescript, join(root, "tsconfig.json")), "compilerOptions");
  const decorators = ["experimentalDecorators", "emitDecoratorMetadata", "useDefineForClassFields", "jsx"];
  return {
    ...Object.fromEntries(
      decorators.filter((name) => reach(wanted, name) !== undefined).map((name) => [name, reach(wanted, name)]),
    ),
    module: reach(reach(typescript, "ModuleKind"), "CommonJS"),
    target: reach(reach(typescript, "ScriptTarget"), "ES2022"),
    jsx: reach(reach(typescript, "JsxEmit"), "ReactJSX"),
    esModuleInterop: true,
    allowJs: true,
    inlineSourceMap: true,
    inlineSources: false,
  };
}

function configOf(typescript: unknown, path: string): unknown {
  const parse = reach(typescript, "parseConfigFileTextToJson");
  try {
    return isCallable(parse) ? reach(parse(path, readFileSync(path, "utf8")), "config") : undefined;
  } catch {
    return undefined;
  }
}

const META =
  'const __meta = { url: require("node:url").pathToFileURL(__filename).href, filename: __filename, dirname: __dirname, resolve: (name) => require("node:url").pathToFileURL(require.resolve(name)).href };';

/** `import.meta` is only known to modules. On the first line, so that no other line moves. */
const withMeta = (text: string): string =>
  /\bimport\.meta\b/.test(text) ? `${META} ${text.replaceAll(/\bimport\.meta\b/g, "__meta")}` : text;

/** Only takes types away: what is written with `import` stays so. */
function withNode(): Compile {
  const strip: unknown = reach(module, "stripTypeScriptTypes");
  const take: Callable | undefined = isCallable(strip) ? strip : undefined;
  return (source, path) => {
    if (take === undefined || /^\s*(?:import|export)\b/m.test(source)) return undefined;
    return String(take(source, { mode: "transform", sourceMap: true, sourceUrl: path }));
  };
}
