import { posix } from "node:path";
import {
  array,
  constant,
  isNothing,
  native,
  nothing,
  object,
  pathOf,
  propertyOf,
  textOf,
  truthOf,
  type ExternalValue,
  type Value,
} from "../value.ts";
import { filesOfGlob } from "./globs.ts";
import { folderOf } from "./imports.ts";
import type { Machine } from "./machine.ts";
import { exportOf, namespaceOf } from "./modules.ts";
import type { CallSite } from "../value.ts";

const GLOBS = /^(?:glob|fast-glob|globby|tiny-glob|tinyglobby|node-glob|glob-promise)(?:\/|$)/;
const FOLDERS = /^(?:require-directory|require-all|require-dir|include-all|requiredir|node-require-directory)$/;

/** What packages give that find or load files of the application. Undefined for every other call. */
export function loaderCall(machine: Machine, called: ExternalValue, site: CallSite): Value | undefined {
  const last = called.steps.at(-1);
  if (last === undefined || last.kind === "member") return undefined;
  if (GLOBS.test(called.source)) return globbed(machine, called, { args: last.args, site });
  if (FOLDERS.test(called.source)) return folderLoaded(machine, last.args, site);
  return /^(?:consign|express-load)$/.test(called.source) ? loadedInto(machine, called, site) : undefined;
}

interface Given {
  readonly args: readonly Value[];
  readonly site: CallSite;
}

/** `await glob("routes/*.js", { cwd: __dirname })`, `fg.sync([…])`; the older `glob(pattern, (error, files) => …)` too. */
function globbed(machine: Machine, called: ExternalValue, { args, site }: Given): Value | undefined {
  const [wanted, options] = args;
  const patterns = (wanted?.kind === "array" ? wanted.items : [wanted]).map(textOf);
  if (!/^(?:|sync|glob|globSync|globby|globbySync|async|glob\.sync|hasMagic|promise)$/.test(pathOf(called)))
    return undefined;
  if (patterns.includes(undefined)) return undefined;
  const cwd = textOf(propertyOf(options, "cwd")) ?? "/";
  const isAbsolute = truthOf(propertyOf(options, "absolute")) === true;
  const found = patterns.flatMap((one = "") =>
    one.startsWith("!")
      ? []
      : filesOfGlob(machine.sources.files.keys(), posix.resolve("/", cwd, one)).map((file) =>
          isAbsolute || one.startsWith("/") ? `/${file}` : posix.relative(posix.resolve("/", cwd), `/${file}`),
        ),
  );
  const files = array([...new Set(found)].map(constant));
  const callback = args.at(-1);
  return callback?.kind === "function" ? machine.call(callback, [constant(null), files], site) : files;
}

/** `requireDirectory(module, "./api", { visit })`, `requireAll({ dirname })`, `requireDir("./routes")`. */
function folderLoaded(machine: Machine, args: readonly Value[], site: CallSite): Value {
  const here = site.scope.module.path;
  const options = args.find((one) => one.kind === "object" && !one.properties.has("exports"));
  const wanted = args.map(textOf).find((one) => one !== undefined) ?? textOf(propertyOf(options, "dirname"));
  const folder = posix.resolve(folderOf(here), wanted ?? ".").slice(1);
  const visit = propertyOf(options, "visit") ?? propertyOf(options, "resolve");
  const start = folder === "" ? "" : `${folder}/`;
  const files = [...machine.sources.files.keys()].filter(
    (one) => one.startsWith(start) && one !== here && !one.endsWith(".json"),
  );
  const tree = object([]);
  for (const file of files.toSorted()) {
    const value = loadedModule(machine, file);
    if (visit !== undefined && !isNothing(visit)) machine.call(visit, [value, constant(`/${file}`)], site);
    const [name = "", ...folders] = file.slice(start.length).split("/").toReversed();
    within(tree, folders.toReversed()).properties.set(name.replace(/\.\w+$/, ""), value);
  }
  return tree;
}

type Tree = Value & { readonly kind: "object" };

/** The object below an object, made where it is not there. */
function within(tree: Tree, [name, ...rest]: readonly string[]): Tree {
  if (name === undefined) return tree;
  const known = tree.properties.get(name);
  const next = known?.kind === "object" ? known : object([]);
  tree.properties.set(name, next);
  return within(next, rest);
}

function loadedModule(machine: Machine, file: string): Value {
  const module = machine.load(file);
  return module === undefined ? nothing : namespaceOf(machine, module);
}

/** `consign({ cwd: "app" }).include("models").then("routes").into(app)`: every file is called with the application. */
function loadedInto(machine: Machine, { steps }: ExternalValue, site: CallSite): Value | undefined {
  const [before, last] = steps.slice(-2);
  if (before?.kind !== "member" || before.name !== "into" || last?.kind !== "call") return undefined;
  const options = steps.flatMap((one) => (one.kind === "call" ? one.args : [])).filter(({ kind }) => kind === "object");
  const cwd = options.map((one) => textOf(propertyOf(one, "cwd"))).find((one) => one !== undefined) ?? "";
  const names = steps
    .slice(0, -1)
    .flatMap((one) => (one.kind === "call" ? one.args.flatMap((arg) => textOf(arg) ?? []) : []));
  const [target] = last.args;
  const tree: Tree = object([], true);
  for (const name of names) {
    const folder = posix.resolve("/", cwd, name).slice(1);
    const stem = folder.replace(/\.\w+$/, "");
    const patterns = [`${stem}.js`, `${stem}/**/*.js`];
    for (const file of patterns.flatMap((one) => filesOfGlob(machine.sources.files.keys(), one)))
      loadInto(machine, { file, root: posix.resolve("/", cwd).slice(1), tree, args: last.args, site });
    if (target?.kind === "router") for (const [key, value] of tree.properties) target.router.properties.set(key, value);
  }
  return target ?? nothing;
}

interface Loading extends Given {
  readonly file: string;
  readonly root: string;
  readonly tree: Tree;
}

function loadInto(machine: Machine, { file, root, tree, args, site }: Loading): void {
  const exported = exportOf(machine, file, "default");
  const value = exported.kind === "function" ? machine.call(exported, args, site) : exported;
  const [name = "", ...folders] = file
    .slice(root === "" ? 0 : root.length + 1)
    .split("/")
    .toReversed();
  within(tree, folders.toReversed()).properties.set(name.replace(/\.\w+$/, ""), value);
}

/** Entries of a folder as `readdirSync(path, { withFileTypes: true })` gives them. */
export function directoryEntry(
  name: string,
  { folder, isFolder }: { readonly folder: string; readonly isFolder: boolean },
): Value {
  return object([
    ["name", constant(name)],
    ["path", constant(folder)],
    ["parentPath", constant(folder)],
    ...kindOf(isFolder),
  ]);
}

/** `isFile()` and `isDirectory()`. */
export const kindOf = (isFolder: boolean): readonly (readonly [string, Value])[] => [
  ["isDirectory", native(() => constant(isFolder))],
  ["isFile", native(() => constant(!isFolder))],
];
