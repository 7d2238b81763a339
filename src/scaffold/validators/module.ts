import type { Finding } from "../../kit/index.ts";
import { code, ident, Imports, literal, nameScope, print, quoted, type Fragment, type NameScope } from "../../typescript/index.ts";
import type { Plan } from "../plan/index.ts";

export const RUNTIME = {
  checks: ["isObject", "own", "characters", "isMultiple", "isEqual", "isUnique"],
  problems: ["fail", "within", "step", "validationError"],
  unions: ["fits", "someOf", "exactlyOne", "checkWithin", "Evaluated"],
  text: [
    ...["fieldsOf", "text", "repeated", "separated", "properties", "alternating", "deep", "split", "pairs", "unlabelled"],
    ...["unnamed", "matrixList", "matrixPairs", "pathText", "headerText", "cookiesOf", "fromJson", "toNumber", "toBoolean"],
    ...["toNull", "asText", "firstOf", "listOf", "itemOrList", "recordOf", "compact", "others", "bracketed", "present", "allOf"],
  ],
  formats: [
    ...["isDateTime", "isDate", "isTime", "isDuration", "isUuid", "isEmail", "isHostname", "isIPv4", "isIPv6", "isIpAddress"],
    ...["isUri", "isUriReference", "isByte", "isJsonPointer", "isRegularExpression"],
  ],
  form: ["partsOf", "toFile", "isFile"],
} as const;

const LOCALS = [
  "problems value source params query headers cookies body fields given form parts contentType key item evaluated".split(" "),
  Object.values(RUNTIME).flat(),
].flat();

/** A file of validators while it is made: its imports, constants and functions, each named once. */
export class ValidatorModule {
  readonly plan: Plan;
  readonly imports = new Imports();
  readonly findings: Finding[];
  readonly #runtime: string;
  readonly #schemas: string | undefined;
  readonly #names = nameScope(LOCALS);
  readonly #constants = new Map<string, { readonly name: string; readonly declaration: Fragment }>();
  readonly #functions: Fragment[] = [];

  constructor(plan: Plan, place: { readonly runtime: string; readonly schemas?: string; readonly findings: Finding[] }) {
    this.plan = plan;
    this.#runtime = place.runtime;
    this.#schemas = place.schemas;
    this.findings = place.findings;
  }

  /** A helper of `middleware/runtime/`. */
  helper(file: string, name: string): Fragment {
    return this.imports.value(`${this.#runtime}/${file}.js`, name);
  }

  helperType(file: string, name: string): Fragment {
    return this.imports.type(`${this.#runtime}/${file}.js`, name);
  }

  /** A function of the schemas' file, which may be this one. */
  named(name: string): Fragment {
    return this.#schemas === undefined ? ident(name) : this.imports.value(this.#schemas, name);
  }

  /** A constant of the module; the same value is declared once. */
  constant(wish: string, value: Fragment): Fragment {
    const text = print(value);
    const known = this.#constants.get(text);
    if (known !== undefined) return ident(known.name);
    const name = this.#names.take(wish);
    this.#constants.set(text, { name, declaration: code`const ${ident(name)} = ${value};` });
    return ident(name);
  }

  /** A free name for a function of this module. */
  take(wish: string): string {
    return this.#names.take(wish);
  }

  add(declaration: Fragment): void {
    this.#functions.push(declaration);
  }

  constants(): readonly Fragment[] {
    return [...this.#constants.values()].map(({ declaration }) => declaration);
  }

  functions(): readonly Fragment[] {
    return this.#functions;
  }
}

/** Names of the variables of one function. */
export function localScope(): NameScope {
  return nameScope(LOCALS);
}

// Names that every object inherits: reading them without a look at the object itself finds a function.
const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype));

/** `value["name"]`, safe for names that every object has. */
export function readProperty(module: ValidatorModule, value: Fragment, name: string): Fragment {
  if (!INHERITED.has(name)) return code`${value}${quoted(name)}`;
  return code`${module.helper("checks", "own")}(${value}, ${literal(name)})`;
}
