import {
  code,
  createImports,
  ident,
  literal,
  nameScope,
  print,
  quoted,
  type Fragment,
  type Imports,
  type NameScope,
} from "../../typescript/index.ts";
import type { Schema } from "../../openapi/index.ts";
import type { Group, Plan } from "../plan/index.ts";
import type { Site } from "./site.ts";

const words = (text: string): readonly string[] => text.split(" ");

/** Names that the code of a module may import: its own names and its variables keep clear of them. */
const RESERVED: ReadonlySet<string> = new Set(
  [
    "isObject own keepOnly characters isMultiple isEqual isUnique fail within step validationError fits someOf exactlyOne checkWithin Evaluated",
    "fieldsOf text repeated separated properties alternating deep split pairs unlabelled unnamed matrixList matrixPairs pathText",
    "headerText cookiesOf fromJson toNumber toBoolean toNull asText firstOf allOf listOf itemOrList recordOf compact others",
    "bracketed present filled isDateTime isDate isTime isDuration isUuid isEmail isHostname isIPv4 isIPv6 isIpAddress isUri",
    "isUriReference isByte isJsonPointer isRegularExpression partsOf toFile isFile",
    "matches problems value source params query headers cookies body fields given form parts contentType key item name at",
  ].flatMap(words),
);

/** A file of validators while it is made: its imports, constants and functions, each named once. */
export interface ValidatorModule {
  readonly plan: Plan;
  readonly imports: Imports;
  /** A helper of `middleware/runtime/`. */
  helper(file: string, name: string): Fragment;
  helperType(file: string, name: string): Fragment;
  /** A function of the schemas' file, which may be this one. */
  named(name: string): Fragment;
  /** A constant of the module; the same value is declared once. */
  constant(wish: string, value: Fragment): Fragment;
  /** A free name for a function of this module. */
  take(wish: string): string;
  add(declaration: Fragment): void;
  constants(): readonly Fragment[];
  functions(): readonly Fragment[];
  readonly library: ModuleLibrary | undefined;
}

/** The schemas of a validation library, to which a module leaves its checks. */
export interface ModuleLibrary {
  /** Statements that check the value of a site by the library. */
  checks(schema: Schema, site: Site): readonly Fragment[];
  /** The check of a named schema as code; undefined where the name is of something else. */
  named(name: string, module: ValidatorModule): Fragment | undefined;
}

/** Where a module finds the others. */
export interface ModulePlace {
  readonly runtime: string;
  /** The schemas' file; undefined in that file itself. */
  readonly schemas?: string;
  readonly library?: ModuleLibrary | undefined;
}

/** The file of a group, beside that of the schemas. */
export const moduleName = ({ name }: Group): string => (name === "schemas" ? "schemas-operations" : name);

export function createModule(plan: Plan, { runtime, schemas, library }: ModulePlace): ValidatorModule {
  const imports = createImports();
  const names = nameScope(namesOf(plan), RESERVED);
  const constants = new Map<string, Constant>();
  const functions: Fragment[] = [];
  const named = (name: string): Fragment => (schemas === undefined ? ident(name) : imports.value(schemas, name));
  const module: ValidatorModule = {
    plan,
    library,
    imports,
    helper: (file, name) => imports.value(`${runtime}/${file}.js`, name),
    helperType: (file, name) => imports.type(`${runtime}/${file}.js`, name),
    named: (name) => library?.named(name, module) ?? named(name),
    constant: (wish, value) => constantIn(constants, names, { wish, value }),
    take: (wish) => names.take(wish),
    add: (declaration) => void functions.push(declaration),
    constants: () => [...constants.values()].map(({ declaration }) => declaration),
    functions: () => functions,
  };
  return module;
}

/** The functions of the named schemas and of the operations, which other modules may import. */
function namesOf({ schemas, operations, readers }: Plan): readonly string[] {
  const checks = [...schemas.values()].flatMap(({ check, settle }) => [check, `${check}Base`, settle]);
  return [...checks, ...(readers ?? operations.map(({ reader }) => reader))];
}

interface Constant {
  readonly name: string;
  readonly declaration: Fragment;
}

function constantIn(
  constants: Map<string, Constant>,
  names: NameScope,
  { wish, value }: { readonly wish: string; readonly value: Fragment },
): Fragment {
  const text = print(value);
  const known = constants.get(text);
  if (known !== undefined) return ident(known.name);
  const name = names.take(wish);
  constants.set(text, { name, declaration: code`const ${ident(name)} = ${value};` });
  return ident(name);
}

/** Names of the variables of one function. */
export function localScope(): NameScope {
  return nameScope([], RESERVED);
}

// Names that every object inherits: reading them without a look at the object itself finds a function.
const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype));

/** `value["name"]`, safe for names that every object has. */
export function readProperty(module: ValidatorModule, value: Fragment, name: string): Fragment {
  if (!INHERITED.has(name)) return code`${value}${quoted(name)}`;
  return code`${module.helper("checks", "own")}(${value}, ${literal(name)})`;
}
