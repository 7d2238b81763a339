import { posix } from "node:path";
import type { Example } from "./examples.ts";
import { resolveExport, type Origin, type Sources } from "./sources.ts";
import { freeNames, isNode, nameOf, nodesOf, walk, type FreeNames } from "./syntax.ts";

/** An example as a module: lines above it, then the code as it stands. */
export interface ExampleModule {
  readonly head: readonly string[];
  readonly code: string;
}

export interface Surroundings {
  readonly sources: Sources;
  /** From the module's folder to the repository's root: `../..`. */
  readonly toRoot: string;
  /** Members of `World`: an example may use them by their names. */
  readonly worldParts: ReadonlySet<string>;
}

const WORLD = "src/command/world.ts";

/**
 * The module of an example. A free name is, in this order: an export of the documented file, of what that file imports,
 * of the rooms around it, of the files beside it; a parameter of the documented function; a value of the type of the same
 * name with a capital; a part of `World`; else `any`. A name that is called and is none of these stays undeclared, unless
 * one other room shows it.
 */
export function moduleOf(example: Example, around: Surroundings): ExampleModule {
  const free = freeNames(example.code);
  if (free === undefined) return { head: ["export {};"], code: example.code };
  const head = [...free.names].flatMap((name) => declare(name, free, { ...around, example }));
  return { head: ["export {};", ...head], code: example.code };
}

interface Place extends Surroundings {
  readonly example: Example;
}

function declare(name: string, free: FreeNames, place: Place): readonly string[] {
  const origin = originOf(name, place) ?? (free.called.has(name) ? anyRoom(name, place) : undefined);
  if (origin !== undefined) return [importLine(name, origin, place)];
  if (name in globalThis) return [];
  const type = typeOf(name, place);
  if (type !== undefined) return [...type.lines, `declare const ${name}: ${type.text};`];
  return free.called.has(name) || free.types.has(name) ? [] : [`declare const ${name}: any;`];
}

function originOf(name: string, { sources, example }: Place): Origin | undefined {
  const own = sources.get(example.path);
  if (name === "z") return { target: "zod", name };
  const imported = own?.imports.get(name);
  return (
    resolveExport(sources, example.path, name) ??
    (imported === undefined ? undefined : (resolveExport(sources, imported.target, imported.name) ?? imported)) ??
    [...indexesAround(example.path), ...siblings(sources, example.path)]
      .map((path) => resolveExport(sources, path, name))
      .find((found) => found !== undefined)
  );
}

function indexesAround(path: string): readonly string[] {
  const folder = posix.dirname(path);
  return folder === "src" || folder === "." ? [] : [`${folder}/index.ts`, ...indexesAround(folder)];
}

/** The one room of the tree that shows this name. */
function anyRoom(name: string, { sources }: Place): Origin | undefined {
  const rooms = [...sources.keys()].filter((path) => /^src\/[a-z]+\/index\.ts$/.test(path));
  const found = rooms.map((path) => resolveExport(sources, path, name)).filter((origin) => origin !== undefined);
  return found.length === 1 ? found[0] : undefined;
}

const siblings = (sources: Sources, path: string): readonly string[] =>
  [...sources.keys()].filter((one) => posix.dirname(one) === posix.dirname(path));

const specifierOf = (target: string, toRoot: string): string =>
  target.startsWith("src/") ? `${toRoot}/${target}` : target;

const importLine = (name: string, origin: Origin, { toRoot }: Place): string =>
  `import { ${origin.name} as ${name} } from "${specifierOf(origin.target, toRoot)}";`;

interface TypeText {
  readonly lines: readonly string[];
  readonly text: string;
}

function typeOf(name: string, place: Place): TypeText | undefined {
  const { example, toRoot, worldParts } = place;
  const { documents } = example;
  const position = documents?.hasTypeParameters === false ? documents.parameters.indexOf(name) : -1;
  const documented = documents === undefined || position < 0 ? undefined : originOf(documents.name, place);
  if (documented !== undefined)
    return {
      lines: [`import { ${documented.name} as documented_${name} } from "${specifierOf(documented.target, toRoot)}";`],
      text: `NonNullable<Parameters<typeof documented_${name}>[${position}]>`,
    };
  const world = `import { World as World_${name} } from "${toRoot}/${WORLD}";`;
  if (name === "world") return { lines: [world], text: `World_${name}` };
  const capital = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
  const isGeneric = documents?.parameters.includes(name) === true;
  const named = capital === name || isGeneric ? undefined : (originOf(capital, place) ?? anyRoom(capital, place));
  if (named !== undefined) return { lines: [importLine(`Type_${name}`, named, place)], text: `Type_${name}` };
  return worldParts.has(name) ? { lines: [world], text: `World_${name}["${name}"]` } : undefined;
}

/** The names of the members of the interface `World`. */
export function worldPartsOf(program: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  if (isNode(program))
    walk(program, (node) => {
      if (node.type !== "TSInterfaceDeclaration" || nameOf(node["id"]) !== "World" || !isNode(node["body"])) return;
      for (const member of nodesOf(node["body"]["body"])) names.add(nameOf(member["key"]) ?? "");
    });
  return names;
}
