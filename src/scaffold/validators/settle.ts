import type { JsonValue } from "../../kit/index.ts";
import type { NamedSchema, Schema, SchemaObject } from "../../openapi/index.ts";
import { arrayOf, code, ident, jsDoc, lines, literal, quoted, type Fragment } from "../../typescript/index.ts";
import { defaultOf, isFlagged, type SchemaNames, twoSided } from "../plan/index.ts";
import { alternative } from "./hoist.ts";
import { localScope, readProperty, type ValidatorModule } from "./module.ts";
import { schemaChecks } from "./schema.ts";
import { allProperties, isOpen } from "./shape.ts";
import { localName, type Site } from "./site.ts";
import { when } from "./statement.ts";

/** `settleUser`: fills in defaults and takes out what is read-only, after the value has been found good. */
export function settleFunction(named: NamedSchema, names: SchemaNames, module: ValidatorModule): readonly Fragment[] {
  if (!isSettled(module, named.key)) return [];
  const site: Site = {
    module,
    value: ident("value"),
    pointer: [],
    locals: localScope(),
    owner: named.key,
    isBase: false,
    isForm: false,
  };
  const body = settling(named.schema, site);
  const parameter = body.length === 0 ? code`_value: unknown` : code`value: unknown`;
  return [
    lines([
      jsDoc([`Fills in the defaults of a ${named.name} and takes out what only the server sets.`]),
      code`
        export function ${ident(names.settle)}(${parameter}): void {
          ${body}
        }
      `,
    ]),
  ];
}

const settled = new WeakMap<object, ReadonlySet<string>>();

function isSettled(module: ValidatorModule, key: string): boolean {
  const { model, options } = module.plan;
  if (options.unknownFields === "strip") return true;
  const keys = settled.get(model) ?? twoSided(model);
  settled.set(model, keys);
  return keys.has(key);
}

/** Statements that settle a whole value that has passed its checks, and take out what no schema names where that is wished. */
export function settlingValue(schema: Schema, site: Site): readonly Fragment[] {
  const { model, options } = site.module.plan;
  const settled = settling(schema, site);
  if (options.unknownFields !== "strip" || isOpen(model, schema)) return settled;
  const names = [...allProperties(model, schema).keys()];
  const known = site.module.constant("NAMES", code`new Set<string>(${arrayOf(names.map(literal))})`);
  return [...settled, code`${site.module.helper("checks", "keepOnly")}(${site.value}, ${known});`];
}

/** Statements that settle a value by one of the schemas that describe it. */
function settling(schema: Schema, site: Site): readonly Fragment[] {
  if (typeof schema === "boolean") return [];
  return [
    ...settleReference(schema, site),
    ...settleObject(schema, site),
    ...settleArray(schema, site),
    ...(schema.allOf ?? []).flatMap((part) => settling(part, site)),
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((branch) => settleBranch(branch, site)),
  ];
}

function settleReference({ ref }: SchemaObject, site: Site): readonly Fragment[] {
  const names = ref === undefined ? undefined : site.module.plan.schemas.get(ref);
  if (ref === undefined || names === undefined || !isSettled(site.module, ref)) return [];
  // Back to where it came from with the same value: nothing is left to do.
  if (site.pointer.length === 0 && ref === site.owner) return [];
  return [code`${site.module.named(names.settle)}(${site.value});`];
}

function settleBranch(branch: Schema, site: Site): readonly Fragment[] {
  const body = settling(branch, site);
  if (body.length === 0) return [];
  const fits = code`${site.module.helper("unions", "fits")}(${alternative(branch, site, schemaChecks)}, ${site.value})`;
  return [when(fits, body)];
}

function settleObject(schema: SchemaObject, site: Site): readonly Fragment[] {
  const known = [...(schema.properties ?? [])].flatMap(([name, property]) =>
    settleProperty(name, property, { schema, site }),
  );
  const rest = settleRest(schema, site);
  const body = [...known, ...rest];
  return body.length === 0 ? [] : [when(code`${site.module.helper("checks", "isObject")}(${site.value})`, body)];
}

interface Around {
  readonly schema: SchemaObject;
  readonly site: Site;
}

function settleProperty(name: string, property: Schema, { schema, site }: Around): readonly Fragment[] {
  const { model } = site.module.plan;
  const place = code`${site.value}${quoted(name)}`;
  if (isFlagged(model, property, "readOnly")) return [code`delete ${place};`];
  const read = readProperty(site.module, site.value, name);
  const fill = schema.required?.includes(name) === true ? [] : fillDefault(place, read, defaultOf(model, property));
  const local = ident(localName(site, name));
  const inner = settlingValue(property, { ...site, value: local, pointer: ["/"] });
  if (inner.length === 0) return fill;
  return [...fill, code`const ${local} = ${read};`, when(code`${local} !== undefined`, inner)];
}

function fillDefault(place: Fragment, read: Fragment, value: JsonValue | undefined): readonly Fragment[] {
  return value === undefined ? [] : [when(code`${read} === undefined`, [code`${place} = ${literal(value)};`])];
}

function settleRest({ additionalProperties, properties }: SchemaObject, site: Site): readonly Fragment[] {
  if (typeof additionalProperties !== "object") return [];
  const item = ident(localName(site, "item"));
  const body = settlingValue(additionalProperties, { ...site, value: item, pointer: ["/"] });
  if (body.length === 0 || (properties !== undefined && properties.size > 0)) return [];
  return [
    code`
      for (const ${item} of Object.values(${site.value})) {
        ${body}
      }
    `,
  ];
}

function settleArray({ items }: SchemaObject, site: Site): readonly Fragment[] {
  if (items === undefined) return [];
  const item = ident(localName(site, "item"));
  const body = settlingValue(items, { ...site, value: item, pointer: ["/"] });
  if (body.length === 0) return [];
  const loop = code`
    for (const ${item} of ${site.value}) {
      ${body}
    }
  `;
  return [when(code`Array.isArray(${site.value})`, [loop])];
}
