import { readFile } from "node:fs/promises";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { load } from "js-yaml";
import type { ContractCase } from "../../test/support/scaffold-contract.ts";

type Json = Record<string, unknown>;

/**
 * What ajv says of the JSON body of a case, from the document itself. Undefined where ajv cannot be asked: no JSON body, a
 * document of several files or older than 3.0, a schema that ajv does not compile.
 */
export async function ajvJudge(file: string): Promise<(one: ContractCase) => boolean | undefined> {
  const document = load(await readFile(file, "utf8")) as Json;
  if (!String(document["openapi"]).startsWith("3.")) return () => undefined;
  const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: true, logger: false });
  formats.default(ajv);
  const { $schema: _dialect, ...schema } = forRequests(document, String(document["openapi"]).startsWith("3.0")) as Json;
  ajv.addSchema({ ...schema, $id: "document:" }, "document:");
  const known = new Map<string, ValidateFunction | undefined>();
  return ({ operation, request }) => {
    const media = operation.body?.content.find(({ type }) => type === request.headers["Content-Type"]);
    if (request.body === undefined || media === undefined || !/[/+]json$/.test(media.type)) return undefined;
    const pointer = `${operation.place.pointer}/requestBody/content/${media.type.replaceAll("/", "~1")}/schema`;
    if (!known.has(pointer)) known.set(pointer, compiled(ajv, pointer));
    return verdict(known.get(pointer), request.body);
  };
}

function compiled(ajv: Ajv2020, pointer: string): ValidateFunction | undefined {
  try {
    return ajv.compile({ $ref: `document:#${encodeURI(pointer)}` });
  } catch {
    return undefined;
  }
}

function verdict(validate: ValidateFunction | undefined, body: string): boolean | undefined {
  if (validate === undefined) return undefined;
  try {
    return validate(JSON.parse(body));
  } catch {
    return false;
  }
}

/** The document with what JSON Schema does not know said in its words: `nullable`, and readOnly on the side of a request. */
function forRequests(value: unknown, isOld: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => forRequests(item, isOld));
  if (typeof value !== "object" || value === null) return value;
  const inner: Json = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, forRequests(item, isOld)]));
  return isOld ? modern(withoutReadOnly(inner)) : withoutReadOnly(inner);
}

function withoutReadOnly(schema: Json): Json {
  const { properties, required } = schema;
  if (!Array.isArray(required) || typeof properties !== "object" || properties === null) return schema;
  const isHidden = (name: unknown): boolean =>
    (properties as Record<string, Json>)[String(name)]?.["readOnly"] === true;
  return { ...schema, required: required.filter((name) => !isHidden(name)) };
}

function modern(schema: Json): Json {
  const { nullable, exclusiveMinimum, exclusiveMaximum, minimum, maximum, ...others } = schema;
  // 3.0 knows no ids: what is called so is a value in an example.
  const rest: Json = Object.fromEntries(
    Object.entries(others).filter(([name, value]) => !/^\$(?:id|anchor)$/.test(name) || typeof value !== "string"),
  );
  const limits = {
    ...(exclusiveMinimum === true ? { exclusiveMinimum: minimum } : minimum === undefined ? {} : { minimum }),
    ...(exclusiveMaximum === true ? { exclusiveMaximum: maximum } : maximum === undefined ? {} : { maximum }),
  };
  if (nullable !== true) return { ...rest, ...limits };
  if (Array.isArray(rest["enum"]))
    return { ...rest, ...limits, type: [rest["type"], "null"], enum: [...rest["enum"], null] };
  if (typeof rest["type"] === "string") return { ...rest, ...limits, type: [rest["type"], "null"] };
  return rest["$ref"] === undefined ? { ...rest, ...limits } : { anyOf: [rest, { type: "null" }] };
}
