import type { Schema, SchemaObject } from "../../../openapi/index.ts";
import { code, createImports, ident, nameScope, print, type Fragment } from "../../../typescript/index.ts";
import { managedFile, type GeneratedFile } from "../../file.ts";
import type { Plan } from "../../plan/index.ts";
import { isBareReference } from "../hoist.ts";
import type { ModuleLibrary } from "../module.ts";
import { pointerCode } from "../pointer.ts";
import { needsBase } from "../reference.ts";
import type { Site } from "../site.ts";
import { libraries } from "./libraries.ts";
import type { Constant, Library, Reference, Writing } from "./library.ts";
import { remaining, type Remaining } from "./remaining.ts";
import { strict, withStrictSchemas } from "./strict.ts";

/** The schemas of a plan in a library's words; a schema is written when something asks for it. */
export interface SchemaSet {
  /** For a module of validators that stands in a folder from which `schemas` names the file. */
  from(folder: string): ModuleLibrary;
  files(): readonly GeneratedFile[];
}

/** Names that the code of the file uses itself. */
const RESERVED: readonly string[] =
  "z Type Ajv SchemaObject TSchema Problem integer characters minCharacters maxCharacters numberFormat every tagged onlyFor also alsoCheck checkBySchema define RegExp Array Object".split(
    " ",
  );

interface State {
  readonly plan: Plan;
  readonly library: Library;
  readonly rest: Remaining;
  readonly writing: (owner: string) => Writing;
  readonly take: (wish: string) => string;
  /** Constants by their name, in the order of the file. */
  readonly constants: Map<string, Constant>;
  /** Constants of the schemas of the document, by key; without a constant while it is being written. */
  readonly named: Map<string, { readonly name: string; isOpen: boolean; isCircular: boolean }>;
  /** Names of the constants that have no name in the document, by their text. */
  readonly byText: Map<string, string>;
}

/** The schemas for the library of the options; undefined where the validators are our own. */
export function schemaSet(plan: Plan): SchemaSet | undefined {
  const choice = plan.options.validator ?? "generated";
  if (choice === "generated") return undefined;
  const imports = createImports();
  const state = stateOf(withStrictSchemas(plan), libraries[choice], imports);
  return {
    from: (folder) => moduleLibrary(state, folder),
    files() {
      const { library, rest, constants, writing } = state;
      if (constants.size === 0) return [];
      const own = rest.file();
      const referred = [...state.named.values()].map(({ name }) => name);
      const body = [...constants.values()].map((constant) => library.declared(constant, writing("")));
      const ending = library.ending(referred, writing(""));
      return [managedFile("middleware/schemas.ts", imports, [...body, ...ending]), ...(own === undefined ? [] : [own])];
    },
  };
}

function stateOf(plan: Plan, library: Library, imports: ReturnType<typeof createImports>): State {
  const names = nameScope([...RESERVED, ...[...plan.schemas.values()].map(({ check }) => check)]);
  const rest = remaining(plan);
  const state: State = {
    plan,
    library,
    rest,
    take: (wish) => names.take(wish),
    constants: new Map(),
    named: new Map(),
    byText: new Map(),
    writing: (owner) => ({
      plan,
      imports,
      helper: (file, name) => imports.value(`./runtime/${file}.js`, name),
      reference: (key) => referenceIn(state, key),
      own: (schema) => imports.value("./remaining.js", rest.own(schema, `${owner}Rest`)),
    }),
  };
  return state;
}

function referenceIn(state: State, key: string): Reference {
  const known = state.named.get(key) ?? named(state, key);
  if (known.isOpen) known.isCircular = true;
  return { name: ident(known.name), isOpen: known.isOpen };
}

/** Writes the constant of a named schema, after those that it refers to. */
function named(state: State, key: string) {
  const { plan, library } = state;
  const names = plan.schemas.get(key);
  const schema = plan.model.schemas.get(key)?.schema ?? true;
  const entry = { name: state.take(names?.output ?? "Schema"), isOpen: true, isCircular: false };
  state.named.set(key, entry);
  const writing = state.writing(entry.name);
  const isOwn = needsBase(plan.model, key);
  const written = isOwn
    ? library.ownSchema(writing.own({ place: placeOf(schema), ref: key }), writing)
    : library.written(schema, writing);
  entry.isOpen = false;
  const value = written ?? library.anything;
  state.constants.set(entry.name, { name: entry.name, value, schema, source: schema, isCircular: entry.isCircular });
  return entry;
}

const placeOf = (schema: Schema): SchemaObject["place"] =>
  typeof schema === "boolean" ? { file: "", pointer: "" } : schema.place;

/** The constant of a schema at some place of a request; undefined where it demands nothing. */
function constantFor(state: State, schema: Schema, wish: string): string | undefined {
  if (typeof schema === "object" && isBareReference(schema) && schema.ref !== undefined) {
    return state.plan.model.schemas.has(schema.ref) ? print(referenceIn(state, schema.ref).name) : undefined;
  }
  const value = state.library.written(schema, state.writing(capital(wish)));
  if (value === undefined) return undefined;
  const text = print(value);
  const name = state.byText.get(text) ?? state.take(wish);
  state.byText.set(text, name);
  if (!state.constants.has(name))
    state.constants.set(name, { name, value, schema: undefined, source: schema, isCircular: false });
  return name;
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

function moduleLibrary(state: State, folder: string): ModuleLibrary {
  const keys = new Map<string, { readonly key: string; readonly isBase: boolean }>();
  for (const { key, check } of state.plan.schemas.values()) {
    keys.set(check, { key, isBase: false });
    keys.set(`${check}Base`, { key, isBase: true });
  }
  return {
    checks(schema, site) {
      const name = constantFor(state, strict(schema, state.plan.model), wishFor(site));
      return name === undefined ? [] : [checkCall(name, site, folder)];
    },
    named(name, module) {
      const found = keys.get(name);
      if (found === undefined) return undefined;
      if (found.isBase) return module.imports.value(`${folder}/remaining.js`, state.rest.named(name, found.key));
      const constant = module.imports.value(`${folder}/schemas.js`, print(referenceIn(state, found.key).name));
      return module.constant("CHECK", code`${module.helper("schemas", "checkOf")}(${constant})`);
    },
  };
}

function checkCall(name: string, { module, value, pointer }: Site, folder: string): Fragment {
  const constant = module.imports.value(`${folder}/schemas.js`, name);
  return code`${module.helper("schemas", "checkBySchema")}(${constant}, ${value}, problems, ${pointerCode(pointer)});`;
}

/** A constant is called after the place for which it is written first; no variable begins with a capital. */
function wishFor({ subject = "", value, pointer }: Site): string {
  const [first] = pointer;
  const place = /^\/(?<part>path|query|header|cookie|body)/.exec(typeof first === "string" ? first : "")?.groups?.[
    "part"
  ];
  if (place === "body") return `${capital(subject)}Body`;
  return place === undefined ? "Value" : `${capital(print(value))}${capital(place)}`;
}
