type Schemas = Readonly<Record<string, RawSchema>>;

/** JSON Schema 2020-12 as a document spells it, as far as tests use it. */
export type RawSchema =
  | boolean
  | {
      readonly $ref?: string;
      readonly $defs?: Schemas;
      readonly type?: string | readonly string[];
      readonly enum?: readonly unknown[];
      readonly const?: unknown;
      readonly allOf?: readonly RawSchema[];
      readonly anyOf?: readonly RawSchema[];
      readonly oneOf?: readonly RawSchema[];
      readonly not?: RawSchema;
      readonly if?: RawSchema;
      readonly then?: RawSchema;
      readonly else?: RawSchema;
      readonly minimum?: number;
      readonly maximum?: number;
      readonly exclusiveMinimum?: number;
      readonly exclusiveMaximum?: number;
      readonly multipleOf?: number;
      readonly minLength?: number;
      readonly maxLength?: number;
      readonly pattern?: string;
      readonly format?: string;
      readonly minItems?: number;
      readonly maxItems?: number;
      readonly uniqueItems?: boolean;
      readonly prefixItems?: readonly RawSchema[];
      readonly items?: RawSchema;
      readonly contains?: RawSchema;
      readonly minContains?: number;
      readonly maxContains?: number;
      readonly minProperties?: number;
      readonly maxProperties?: number;
      readonly required?: readonly string[];
      readonly properties?: Schemas;
      readonly patternProperties?: Schemas;
      readonly additionalProperties?: RawSchema;
      readonly propertyNames?: RawSchema;
      readonly dependentRequired?: Readonly<Record<string, readonly string[]>>;
      readonly dependentSchemas?: Schemas;
      readonly [keyword: string]: unknown;
    };

/**
 * A JSON Schema checker that shares no code with src: straight from the keywords of 2020-12, for JSON documents whose
 * references are `#/$defs/<name>`. Formats: the few that tests use.
 */
export function violations(schema: RawSchema, value: unknown, root: RawSchema = schema, at = "$"): readonly string[] {
  if (schema === true) return [];
  if (schema === false) return [`${at}: nothing is allowed`];
  const s = schema;
  const found: string[] = [];
  const bad = (rule: string): void => void found.push(`${at}: ${rule}`);
  const sub = (each: RawSchema, part: unknown, name: string | number): void => {
    found.push(...violations(each, part, root, `${at}.${name}`));
  };
  const fits = (each: RawSchema): boolean => violations(each, value, root, at).length === 0;

  if (typeof s.$ref === "string")
    found.push(...violations(defsOf(root)[s.$ref.slice("#/$defs/".length)] ?? false, value, root, at));
  if (s.type !== undefined && ![s.type].flat().some((type) => hasType(value, type))) bad("type");
  if (s.enum !== undefined && !s.enum.some((each: unknown) => same(each, value))) bad("enum");
  if (s.const !== undefined && !same(s.const, value)) bad("const");
  for (const each of s.allOf ?? []) found.push(...violations(each, value, root, at));
  if (s.anyOf !== undefined && !s.anyOf.some(fits)) bad("anyOf");
  if (s.oneOf !== undefined && s.oneOf.filter(fits).length !== 1) bad("oneOf");
  if (s.not !== undefined && fits(s.not)) bad("not");
  if (s.if !== undefined) {
    const next = fits(s.if) ? s.then : s.else;
    if (next !== undefined) found.push(...violations(next, value, root, at));
  }

  if (typeof value === "number") {
    if (value < (s.minimum ?? -Infinity)) bad("minimum");
    if (value > (s.maximum ?? Infinity)) bad("maximum");
    if (value <= (s.exclusiveMinimum ?? -Infinity)) bad("exclusiveMinimum");
    if (value >= (s.exclusiveMaximum ?? Infinity)) bad("exclusiveMaximum");
    if (s.multipleOf !== undefined) {
      const times = value / s.multipleOf;
      const isNear = !Number.isInteger(value) && Math.abs(times - Math.round(times)) <= 1e-15 * Math.abs(times);
      if (value % s.multipleOf !== 0 && !isNear) bad("multipleOf");
    }
  }
  if (typeof value === "string") {
    const length = Array.from(value).length;
    if (length < (s.minLength ?? 0)) bad("minLength");
    if (length > (s.maxLength ?? Infinity)) bad("maxLength");
    if (s.pattern !== undefined && !new RegExp(s.pattern, "u").test(value)) bad("pattern");
    if (FORMATS[s.format ?? ""]?.test(value) === false) bad("format");
  }
  if (Array.isArray(value)) {
    if (value.length < (s.minItems ?? 0)) bad("minItems");
    if (value.length > (s.maxItems ?? Infinity)) bad("maxItems");
    if (s.uniqueItems === true && value.some((a, i) => value.slice(0, i).some((b) => same(a, b)))) bad("uniqueItems");
    for (const [index, item] of value.entries()) {
      const each = s.prefixItems?.[index] ?? s.items;
      if (each !== undefined) sub(each, item, index);
    }
    const { contains } = s;
    if (contains !== undefined) {
      const count = value.filter((item) => violations(contains, item, root).length === 0).length;
      if (count < (s.minContains ?? 1) || count > (s.maxContains ?? Infinity)) bad("contains");
    }
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    const names = Object.keys(value);
    if (names.length < (s.minProperties ?? 0)) bad("minProperties");
    if (names.length > (s.maxProperties ?? Infinity)) bad("maxProperties");
    for (const name of s.required ?? []) if (!names.includes(name)) bad(`required ${name}`);
    for (const name of names) {
      const part = (value as Record<string, unknown>)[name];
      const patterns = Object.entries(s.patternProperties ?? {}).filter(([p]) => new RegExp(p, "u").test(name));
      for (const [, each] of patterns) sub(each, part, name);
      const declared = Object.hasOwn(s.properties ?? {}, name) ? s.properties?.[name] : undefined;
      if (declared !== undefined) sub(declared, part, name);
      else if (patterns.length === 0 && s.additionalProperties !== undefined) sub(s.additionalProperties, part, name);
      if (s.propertyNames !== undefined) sub(s.propertyNames, name, name);
      for (const other of s.dependentRequired?.[name] ?? []) if (!names.includes(other)) bad("dependentRequired");
      const dependent = s.dependentSchemas?.[name];
      if (dependent !== undefined) found.push(...violations(dependent, value, root, at));
    }
  }
  return found;
}

function defsOf(root: RawSchema): Readonly<Record<string, RawSchema>> {
  return typeof root === "object" ? (root.$defs ?? {}) : {};
}

const FORMATS: Record<string, RegExp> = {
  uuid: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  date: /^\d{4}-\d\d-\d\d$/,
  "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/,
  email: /^[^@\s]+@[^@\s]+\.[a-z]+$/i,
  ipv4: /^\d{1,3}(?:\.\d{1,3}){3}$/,
  uri: /^[a-z][a-z+.-]*:/i,
};

function hasType(value: unknown, type: string): boolean {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "object") return typeof value === "object" && value !== null && !Array.isArray(value);
  return type === "integer" ? Number.isInteger(value) : typeof value === type;
}

function same(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  const keys = Object.keys(a);
  return (
    Array.isArray(a) === Array.isArray(b) &&
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && same(Reflect.get(a, key), Reflect.get(b, key)))
  );
}
