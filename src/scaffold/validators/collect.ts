import type { Schema, SchemaObject } from "../../openapi/index.ts";
import { code, ident, literal, type Fragment } from "../../typescript/index.ts";
import { alternative } from "./hoist.ts";
import { readProperty } from "./module.ts";
import { patternTest } from "./pattern-test.ts";
import type { SchemaChecks, Site } from "./site.ts";
import { either, when } from "./statement.ts";

interface Collecting {
  readonly what: "properties" | "items";
  /** Name of the `Evaluated` that the code fills. */
  readonly seen: Fragment;
  readonly site: Site;
  readonly checks: SchemaChecks;
}

// References that lead back are not followed for ever.
const DEEPEST = 12;

/** Statements that note which properties or items a schema has looked at, through everything that stands in place. */
export function collection(schema: Schema, collecting: Collecting, depth = 0): readonly Fragment[] {
  if (typeof schema === "boolean" || depth > DEEPEST) return [];
  const own = collecting.what === "properties" ? ownProperties(schema, collecting) : ownItems(schema, collecting);
  return [...own, ...inPlace(schema, collecting, depth + 1)];
}

function ownProperties(schema: SchemaObject, { seen, site }: Collecting): readonly Fragment[] {
  if (schema.additionalProperties !== undefined || schema.unevaluatedProperties !== undefined)
    return [code`${seen}.addAll();`];
  const names = [...(schema.properties?.keys() ?? [])];
  const known = names.length === 0 ? [] : [code`${seen}.add(${commaList(names)});`];
  const patterns = [...(schema.patternProperties?.keys() ?? [])].flatMap((pattern) => {
    const test = patternTest(pattern, ident("name"), site);
    if (test === undefined) return [];
    return [code`for (const name of Object.keys(${site.value})) if (${test}) ${seen}.add(name);`];
  });
  return [...known, ...patterns];
}

function commaList(names: readonly string[]): Fragment {
  return code`...${literal(names)}`;
}

function ownItems(schema: SchemaObject, { seen, site, checks }: Collecting): readonly Fragment[] {
  if (schema.items !== undefined || schema.unevaluatedItems !== undefined) return [code`${seen}.addAll();`];
  const fixed =
    schema.prefixItems === undefined
      ? []
      : [code`${seen}.add(...Array.from({ length: ${literal(schema.prefixItems.length)} }, (_, at) => at));`];
  if (schema.contains === undefined) return fixed;
  const fits = code`${site.module.helper("unions", "fits")}(${alternative(schema.contains, site, checks)}, item)`;
  return [...fixed, code`${site.value}.forEach((item: unknown, at: number) => void (${fits} && ${seen}.add(at)));`];
}

function inPlace(schema: SchemaObject, collecting: Collecting, depth: number): readonly Fragment[] {
  const { site, checks } = collecting;
  const target = schema.ref === undefined ? undefined : site.module.plan.model.schemas.get(schema.ref)?.schema;
  const always = [...(target === undefined ? [] : [target]), ...(schema.allOf ?? [])];
  const tried = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  const ifFits = (inner: Schema): Fragment =>
    code`${site.module.helper("unions", "fits")}(${alternative(inner, site, checks)}, ${site.value})`;
  return [
    ...always.flatMap((inner) => collection(inner, collecting, depth)),
    ...tried.flatMap((inner) => {
      const notes = collection(inner, collecting, depth);
      return notes.length === 0 ? [] : [when(ifFits(inner), notes)];
    }),
    ...condition(schema, collecting, depth),
    ...[...(schema.dependentSchemas ?? [])].flatMap(([name, inner]) => {
      const notes = collection(inner, collecting, depth);
      return notes.length === 0
        ? []
        : [when(code`${readProperty(site.module, site.value, name)} !== undefined`, notes)];
    }),
  ];
}

function condition(schema: SchemaObject, collecting: Collecting, depth: number): readonly Fragment[] {
  if (schema.if === undefined) return [];
  const { site, checks } = collecting;
  const yes = [...collection(schema.if, collecting, depth), ...collection(schema.then ?? true, collecting, depth)];
  const no = collection(schema.else ?? true, collecting, depth);
  if (yes.length === 0 && no.length === 0) return [];
  const fits = code`${site.module.helper("unions", "fits")}(${alternative(schema.if, site, checks)}, ${site.value})`;
  return yes.length === 0 ? [when(code`!${fits}`, no)] : [either(fits, yes, no)];
}
