import { posix } from "node:path";
import {
  array,
  constant,
  isNothing,
  object,
  open,
  pathOf,
  textOf,
  unknown,
  type CallSite,
  type ExternalValue,
  type Value,
} from "../value.ts";
import type { Machine } from "./machine.ts";
import { namespaceOf } from "./modules.ts";
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
  const specifier = textOf(wanted);
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
      for (const [name, value] of one.properties)
        machine.recorder?.assigned({ ...target, steps: [...target.steps, { kind: "member", name }] }, value);
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
const list: Meaning = ({ machine, args: [path] }) => {
  const folder = textOf(path)?.replace(/^\/|\/$/g, "");
  if (folder === undefined) return undefined;
  const start = folder === "" || folder === "." ? "" : `${folder}/`;
  const below = [...machine.sources.files.keys()].filter((file) => file.startsWith(start));
  return array([...new Set(below.map((file) => file.slice(start.length).split("/")[0] ?? ""))].sort().map(constant));
};

const FILES: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ["readdirSync", list],
  ["promises.readdir", list],
  ["readdir", list],
]);

const GLOBAL: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ["require", require],
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

const URLS: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ["fileURLToPath", onTexts((url = "") => url.replace(/^file:\/\/(?=\/)/, ""))],
]);

const TABLES: ReadonlyMap<string, ReadonlyMap<string, Meaning>> = new Map([
  ["@global", GLOBAL],
  ...["path", "node:path"].map((name) => [name, PATH] as const),
  ...["fs", "node:fs", "fs/promises", "node:fs/promises"].map((name) => [name, FILES] as const),
  ...["url", "node:url"].map((name) => [name, URLS] as const),
]);
