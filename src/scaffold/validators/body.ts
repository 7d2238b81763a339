import type { Encoding, MediaType, RequestBody, Schema } from "../../openapi/index.ts";
import {
  argumentsOf,
  arrayOf,
  code,
  ident,
  lines,
  literal,
  propertyName,
  type Fragment,
} from "../../typescript/index.ts";
import { isBinary, mediaKind } from "../types/index.ts";
import { coerced, coercionOf } from "./coercion.ts";
import type { ValidatorModule } from "./module.ts";
import { fieldReading, type Reading } from "./readings.ts";
import { schemaChecks } from "./schema.ts";
import { settlingValue } from "./settle.ts";
import { allProperties, kindsOf, partOf, shapeOf } from "./shape.ts";
import { targetOf } from "../plan/index.ts";
import { failure, type Site } from "./site.ts";
import { either, when } from "./statement.ts";

/** Statements that read and check the body; several media types are told apart by `source.body.type`. */
export function bodyCode(body: RequestBody, site: Site): readonly Fragment[] {
  const inner: Site = { ...site, value: ident("body"), pointer: ["/body"] };
  const missing = body.required ? [failure(inner, "is required")] : [];
  const isRead = body.content.some((media) => needsReading(media, site));
  const declared = code`${isRead ? code`let` : code`const`} body: unknown = source.body.value;`;
  const checks = bodyChecks(body.content, inner);
  if (checks.length === 0)
    return [declared, when(code`body === undefined`, missing)].filter((statement) => statement.width > 0);
  if (missing.length === 0) return [declared, when(code`body !== undefined`, checks)];
  return [declared, either(code`body === undefined`, missing, checks)];
}

const needsReading = ({ type, schema }: MediaType, { module }: Site): boolean =>
  schema !== undefined &&
  (["form", "multipart"].includes(mediaKind(type)) ||
    (mediaKind(type) === "json" && jsonCoercion(module, schema) !== undefined));

/** How text in a JSON body becomes what its schema speaks of, where that is wished. */
const jsonCoercion = (module: ValidatorModule, schema: Schema): Fragment | undefined =>
  module.plan.options.coercion === "bodies" ? coercionOf(module, schema) : undefined;

function jsonChecks(schema: Schema, site: Site): readonly Fragment[] {
  const isCoerced = jsonCoercion(site.module, schema) !== undefined;
  const read = isCoerced ? [code`body = ${coerced(site.module, schema, ident("body"))};`] : [];
  return [...read, ...schemaChecks(schema, site), ...settlingWhenGood(schema, site)];
}

function bodyChecks(content: readonly MediaType[], site: Site): readonly Fragment[] {
  const [only] = content;
  if (content.length === 1 && only !== undefined) return mediaChecks(only, site);
  const cases = content.flatMap((media) => {
    const checks = mediaChecks(media, { ...site });
    return checks.length === 0 ? [] : [caseOf(media.type, checks)];
  });
  if (cases.length === 0) return [];
  return [
    code`
      switch (source.body.type) {
        ${cases}
      }
    `,
  ];
}

function caseOf(type: string, checks: readonly Fragment[]): Fragment {
  return code`
    case ${literal(type)}: {
      ${checks}
      break;
    }
  `;
}

function mediaChecks(media: MediaType, site: Site): readonly Fragment[] {
  const { schema } = media;
  if (schema === undefined) return [];
  const kind = mediaKind(media.type);
  if (kind === "json") return jsonChecks(schema, site);
  if (kind === "text" || kind === "binary") return kind === "text" ? textChecks(schema, site) : [];
  if (!isObjectLike(schema, site)) return textChecks(schema, site);
  const form: Site = { ...site, isForm: kind === "multipart" };
  const read = kind === "form" ? formReading(media, schema, site) : partsReading(schema, site);
  const types = kind === "multipart" ? fileTypes(media, schema, site) : [];
  return [read, ...schemaChecks(schema, form), ...types, ...settlingWhenGood(schema, form)];
}

/** The media types that `encoding` names for files. Of the other parts nothing is left but their text. */
function fileTypes(media: MediaType, schema: Schema, site: Site): readonly Fragment[] {
  const { model } = site.module.plan;
  return [...allProperties(model, schema)].flatMap(([name, property]) => {
    const said = media.encoding.get(name)?.contentType ?? "";
    const types = said.split(",").map((one) => (one.split(";")[0] ?? "").trim().toLowerCase());
    const items = partOf(model, property, (inner) => inner.items);
    const isFile = [property, items].some((one) => one !== undefined && isBinary(targetOf(model, one)));
    if (said === "" || !isFile || types.includes("*/*")) return [];
    const args = [site.value, literal(name), arrayOf(types.map(literal)), ident("problems")];
    return [code`${site.module.helper("form", "checkFileTypes")}${argumentsOf(args)};`];
  });
}

/** A form is an object; a document that says otherwise gets the text as it came. */
function isObjectLike(schema: Schema, { module }: Site): boolean {
  const kinds = kindsOf(module.plan.model, schema);
  return kinds.size === 0 || kinds.has("object");
}

/** Text is checked where the schema speaks of text. */
function textChecks(schema: Schema, site: Site): readonly Fragment[] {
  const target = targetOf(site.module.plan.model, schema);
  const isText = typeof target === "object" && target.types?.includes("string") === true && !isBinary(target);
  return isText ? schemaChecks(schema, site) : [];
}

function settlingWhenGood(schema: Schema, site: Site): readonly Fragment[] {
  return [when(code`problems.length === 0`, settlingValue(schema, site))].filter((statement) => statement.width > 0);
}

function formReading(media: MediaType, schema: Schema, site: Site): Fragment {
  const { module } = site;
  const properties = allProperties(module.plan.model, schema);
  const fields = ident("form");
  const members = [...properties].map(([name, property]) => {
    const reading = {
      name,
      schema: property,
      ...styleOf(media.encoding.get(name)),
      siblings: [...properties.keys()],
      required: false,
    };
    return code`${memberName(name)}: ${coerced(module, property, formFieldReading(module, fields, reading))},`;
  });
  return lines([
    code`const form = ${module.helper("text", "fieldsOf")}(typeof body === "string" ? body : "");`,
    when(code`typeof body === "string"`, [
      code`body = ${compactCall(members, restOf(fields, [...properties.keys()], site), site)};`,
    ]),
  ]);
}

const styleOf = (encoding: Encoding | undefined) =>
  ({ style: encoding?.style ?? "deepObject", explode: encoding?.explode ?? true }) as const;

/** Without an encoding, lists repeat their name or are bracketed, objects are bracketed, as clients send them. */
function formFieldReading(module: ValidatorModule, fields: Fragment, reading: Reading): Fragment {
  const shape = shapeOf(module.plan.model, reading.schema);
  if (reading.style !== "deepObject" || shape === "text" || shape === "object")
    return fieldReading(module, fields, reading);
  return code`${module.helper("text", "bracketed")}(${fields}, ${literal(reading.name)})`;
}

function compactCall(members: readonly Fragment[], rest: Fragment | undefined, { module }: Site): Fragment {
  return code`
    ${module.helper("text", "compact")}({
      ${rest === undefined ? code`` : code`...${rest},`}
      ${members}
    })
  `;
}

const memberName = (name: string): Fragment => (name === "__proto__" ? code`["__proto__"]` : propertyName(name));

function restOf(fields: Fragment, names: readonly string[], { module }: Site): Fragment {
  const known = module.constant("NAMES", code`new Set<string>(${arrayOf(names.map(literal))})`);
  return code`${module.helper("text", "others")}(${fields}, ${known})`;
}

function partsReading(schema: Schema, site: Site): Fragment {
  const { module } = site;
  const { model } = module.plan;
  const properties = [...allProperties(model, schema)];
  const isList = (property: Schema): boolean => ["list", "both"].includes(shapeOf(model, property));
  const lists = module.constant(
    "LISTS",
    code`new Set<string>(${arrayOf(properties.filter(([, property]) => isList(property)).map(([name]) => literal(name)))})`,
  );
  const members = properties.map(
    ([name, property]) => code`${memberName(name)}: ${partReading(name, property, site)},`,
  );
  return lines([
    code`const parts = ${module.helper("form", "partsOf")}(body, ${lists});`,
    code`body = ${compactCall(members, ident("parts"), site)};`,
  ]);
}

function partReading(name: string, property: Schema, { module }: Site): Fragment {
  const { model } = module.plan;
  const part = code`parts[${literal(name)}]`;
  const target = targetOf(model, property);
  if (isBinary(target)) return code`${module.helper("form", "toFile")}(${part})`;
  const items = partOf(model, property, (inner) => inner.items);
  const item = items === undefined ? undefined : targetOf(model, items);
  if (isBinary(item)) return code`${module.helper("text", "listOf")}(${module.helper("form", "toFile")})(${part})`;
  if (shapeOf(model, property) === "object") return code`${module.helper("text", "fromJson")}(${part})`;
  if (item !== undefined && shapeOf(model, item) === "object") {
    return code`${module.helper("text", "listOf")}(${module.helper("text", "fromJson")})(${part})`;
  }
  return coerced(module, property, part);
}
