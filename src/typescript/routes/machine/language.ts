import { posix } from "node:path";
import {
  array,
  constant,
  isNothing,
  native,
  nothing,
  object,
  open,
  pathOf,
  propertyOf,
  textOf,
  truthOf,
  unknown,
  type CallSite,
  type ExternalValue,
  type Value,
} from "../value.ts";
import type { Machine } from "./machine.ts";
import { extend } from "./extended.ts";
import { directoryEntry, kindOf } from "./loaders.ts";
import { namespaceOf } from "./modules.ts";
import { inherit } from "./prototypes.ts";
import { itemsOfTable } from "./tables.ts";

interface Called {
  readonly machine: Machine;
  readonly args: readonly Value[];
  readonly site: CallSite;
}

type Meaning = (called: Called) => Value | undefined;

/** What the language's own functions give: `Object.entries`, `path.join`, `require`. Undefined for any other call. */
export function languageCall(machine: Machine, called: ExternalValue, site: CallSite): Value | undefined {
  const last = called.steps.at(-1);
  if (last === undefined || last.kind === "member") return undefined;
  const table = TABLES.get(called.source);
  if (table === undefined || called.steps.filter(({ kind }) => kind !== "member").length !== 1) return undefined;
  return table.get(pathOf(called))?.({ machine, args: last.args, site });
}

const require: Meaning = ({ machine, args: [wanted], site }) => {
  const specifier = textOf(wanted) ?? textOf(propertyOf(wanted, "href"));
  if (specifier === undefined) return undefined;
  const path = machine.resolve(site.scope.module, specifier);
  if (path === undefined) return { kind: "external", source: specifier, steps: [] };
  const module = machine.load(path);
  return module === undefined ? open : namespaceOf(machine, module);
};

const entries: Meaning = ({ args: [value] }) =>
  value?.kind === "object"
    ? array(
        [...value.properties].map(([name, one]) => array([constant(name), one])),
        value.isOpen,
      )
    : unknown;

const assign: Meaning = ({ machine, args: [target, ...sources] }) => {
  if (isPlainError(target))
    return object(
      sources.flatMap((one) => (one.kind === "object" ? [...one.properties] : [])),
      true,
    );
  for (const one of sources) {
    if (one.kind === "object" && target?.kind === "external")
      for (const [name, value] of one.properties) {
        extend(machine, target, { name, value });
        machine.recorder?.assigned({ ...target, steps: [...target.steps, { kind: "member", name }] }, value);
      }
    if (one.kind !== "object" || (target?.kind !== "object" && target?.kind !== "function")) continue;
    for (const [name, value] of one.properties) target.properties.set(name, value);
  }
  return target ?? unknown;
};

/** `Object.assign(new Error("…"), { status: 404 })`: what is assigned is all that is known of it. */
const isPlainError = (value: Value | undefined): boolean =>
  value?.kind === "external" && value.source === "@global" && /^\w*Error$/.test(pathOf(value));

const texts = (args: readonly Value[]): readonly string[] | undefined => {
  const known = args.map(textOf).filter((one) => one !== undefined);
  return known.length === args.length ? known : undefined;
};

const onTexts =
  (make: (...parts: readonly string[]) => string): Meaning =>
  ({ args }) => {
    const known = texts(args);
    return known === undefined ? undefined : constant(make(...known));
  };

const resolvePath = (...parts: readonly string[]): string =>
  posix.normalize(parts.reduce((at, one) => (one.startsWith("/") ? one : `${at}/${one}`), ""));

const first: Meaning = ({ args: [value] }) => value;

const PATH: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ["join", onTexts((...parts) => posix.join(...parts))],
  ["resolve", onTexts(resolvePath)],
  ["dirname", onTexts((path = "") => posix.dirname(path))],
  ["basename", onTexts((path = "", end = "") => posix.basename(path, end))],
  ["extname", onTexts((path = "") => posix.extname(path))],
  [
    "parse",
    ({ args: [path] }) =>
      object(
        Object.entries<string>({ ...posix.parse(textOf(path) ?? "") }).map(([name, value]) => [name, constant(value)]),
      ),
  ],
]);

/** Names in a folder of the application, as `fs.readdirSync` lists them. */
const list: Meaning = ({ machine, args: [path, options, last], site }) => {
  const given = textOf(path);
  if (given === undefined) return undefined;
  const start = posix.join(posix.normalize(`/${given}`), "/").slice(1);
  const below = [...machine.sources.files.keys()]
    .filter((file) => file.startsWith(start))
    .map((file) => file.slice(start.length));
  const isDeep = truthOf(propertyOf(options, "recursive")) === true;
  const names = [...new Set(below.map((file) => (isDeep ? file : (file.split("/")[0] ?? ""))))].sort();
  const isTyped = truthOf(propertyOf(options, "withFileTypes")) === true;
  const entry = (name: string): Value =>
    directoryEntry(name, { folder: `/${start.replace(/\/$/, "")}`, isFolder: !below.includes(name) });
  const found = array(names.map((name) => (isTyped ? entry(name) : constant(name))));
  const callback = [last, options].find((one) => one?.kind === "function");
  return callback === undefined ? found : machine.call(callback, [constant(null), found], site);
};

/** What a path is: `statSync(path).isDirectory()`. */
const stat: Meaning = ({ machine, args: [path] }) => {
  const given = textOf(path);
  if (given === undefined) return undefined;
  const plain = posix.normalize(`/${given}`).slice(1).replace(/\/$/, "");
  const isFolder = [...machine.sources.files.keys()].some((file) => file.startsWith(`${plain}/`));
  return isFolder || machine.sources.files.has(plain) ? object(kindOf(isFolder)) : undefined;
};

const FILES: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ...["readdirSync", "promises.readdir", "readdir"].map((name) => [name, list] as const),
  ...["statSync", "lstatSync", "promises.stat", "promises.lstat", "stat", "lstat"].map((name) => [name, stat] as const),
  ["existsSync", (called) => (stat(called) === undefined ? undefined : constant(true))],
]);

const GLOBAL: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ["require", require],
  ["process.cwd", () => constant("/")],
  ["URL", urlFrom],
  ["Object.entries", entries],
  [
    "Object.keys",
    ({ args: [value] }) =>
      value?.kind === "object" ? array([...value.properties.keys()].map(constant), value.isOpen) : undefined,
  ],
  [
    "Object.values",
    ({ args: [value] }) => (value?.kind === "object" ? array([...value.properties.values()], value.isOpen) : undefined),
  ],
  ["Object.create", ({ args: [value] }) => (value?.kind === "object" ? object(value.properties, true) : undefined)],
  ["Object.setPrototypeOf", ({ args: [heir, from] }) => (inherit(heir, from), heir)],
  ["Object.freeze", first],
  ["Object.seal", first],
  ["Object.assign", assign],
  ["Object.fromEntries", ({ machine, args: [value] }) => fromEntries(listOf(machine, value))],
  ["structuredClone", first],
  ["Array.from", ({ machine, args: [value] }) => listOf(machine, value)],
  [
    "Array.isArray",
    ({ args: [value] }) =>
      value?.kind === "unknown" || value?.kind === "external" ? unknown : constant(value?.kind === "array"),
  ],
  [
    "Reflect.apply",
    ({ machine, args: [callee, , list], site }) =>
      callee !== undefined && list?.kind === "array" ? machine.call(callee, list.items, site) : undefined,
  ],
  ["Promise.resolve", first],
  ["Promise.all", first],
  ["Promise.allSettled", first],
  [
    "String",
    ({ args: [value] }) => (value?.kind === "constant" ? { ...value, value: String(value.value) } : undefined),
  ],
  ["Number", number],
  ["parseInt", number],
  ["Boolean", ({ args: [value] }) => (value?.kind === "constant" ? constant(Boolean(value.value)) : undefined)],
]);

function number({ args: [value] }: Called): Value | undefined {
  if (value?.kind !== "constant" || isNothing(value)) return undefined;
  return { ...value, value: Number(value.value) };
}

/** A copy of a list, or what a map or a set holds. */
function listOf(machine: Machine, value: Value | undefined): Value | undefined {
  if (value?.kind === "array") return array(value.items, value.isOpen);
  const items = itemsOfTable(machine, value);
  return items === undefined ? undefined : array(items);
}

function fromEntries(value: Value | undefined): Value | undefined {
  if (value?.kind !== "array") return undefined;
  const pairs = value.items.flatMap((one): readonly (readonly [string, Value])[] => {
    const name = one.kind === "array" ? textOf(one.items[0]) : undefined;
    return one.kind === "array" && name !== undefined ? [[name, one.items[1] ?? unknown]] : [];
  });
  return object(pairs, value.isOpen);
}

const urlPath = (url: string | undefined): Value | undefined =>
  url === undefined ? undefined : constant(url.replace(/^file:\/\/(?=\/)/, ""));

/** A `URL` of a file. */
const fileUrl = (path: string | undefined): Value | undefined =>
  path === undefined
    ? undefined
    : object([
        ["href", constant(`file://${posix.resolve("/", path)}`)],
        ["pathname", constant(posix.resolve("/", path))],
        ["toString", native(() => constant(`file://${posix.resolve("/", path)}`))],
      ]);

/** `new URL("./routes", import.meta.url)`. */
function urlFrom({ args: [path, base] }: Called): Value | undefined {
  const [to, from] = [textOf(path), textOf(base)];
  if (to === undefined || from?.startsWith("file://") !== true) return undefined;
  const start = from.endsWith("/") ? from : posix.dirname(from.replace(/^file:\/\//, ""));
  return fileUrl(posix.resolve(start, to));
}

const URLS: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ["fileURLToPath", ({ args: [url] }) => urlPath(textOf(url) ?? textOf(propertyOf(url, "href")))],
  ["pathToFileURL", ({ args: [path] }) => fileUrl(textOf(path))],
  ["URL", urlFrom],
]);

const UTIL: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([["inherits", inherits]]);

function inherits({ args: [heir, from] }: Called): Value {
  inherit(heir, from);
  return nothing;
}

const TABLES: ReadonlyMap<string, ReadonlyMap<string, Meaning>> = new Map([
  ["@global", GLOBAL],
  ...["path", "node:path"].map((name) => [name, PATH] as const),
  ...["fs", "node:fs", "fs/promises", "node:fs/promises"].map((name) => [name, FILES] as const),
  ...["url", "node:url"].map((name) => [name, URLS] as const),
  ...["util", "node:util"].map((name) => [name, UTIL] as const),
  ["inherits", new Map<string, Meaning>([["", inherits]])],
]);
