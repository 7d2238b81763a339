import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from "../../../kit/index.ts";
import { valueOf, withTags, type Tag } from "../../constraints/index.ts";
import { child, keyName, nodes, text, type Node } from "../tree.ts";
import { documented, tagText } from "./documented.ts";
import { saidType, type Site, unwrapped } from "./said-type.ts";

const PARTS: ReadonlyMap<string, string> = new Map([
  ["params", "path"],
  ["query", "query"],
  ["headers", "header"],
  ["cookies", "cookie"],
]);

/** What the type of a request says of parameters and bodies. */
export interface RequestSaid {
  readonly parameters: readonly JsonValue[];
  /** Media type objects by the type that a variant names; the only one by the empty text. */
  readonly bodies: ReadonlyMap<string, JsonObject>;
}

/** `interface GetUserRequest extends RequestParts { params: { id: string } }`, or a union of bodies. */
export function requestSaid(declaration: Node, site: Site): RequestSaid {
  const alias = unwrapped(child(declaration, "typeAnnotation"));
  const parts = alias?.type === "TSIntersectionType" ? nodes(alias, "types").map(unwrapped) : [];
  const own = parts.find((one) => one?.type === "TSTypeLiteral");
  const variants = parts.find((one) => one?.type === "TSUnionType");
  const members = alias === undefined ? nodes(child(declaration, "body"), "body") : nodes(own, "members");
  const tags = documented(site.scope.module, declaration).tags.filter(({ name }) => name === "parameter");
  return {
    parameters: [
      ...members.flatMap((member) => parametersOf(member, site)),
      ...tags.flatMap((tag) => valueOf(tag) ?? []),
    ],
    bodies: new Map(
      variants === undefined
        ? members.filter((one) => nameIn(one) === "body").map((one) => ["", mediaType(one, site)])
        : nodes(variants, "types").flatMap((one) => variantOf(unwrapped(one), site)),
    ),
  };
}

const nameIn = (member: Node): string => keyName(child(member, "key")) ?? "";
const typeIn = (member: Node | undefined): Node | undefined => child(child(member, "typeAnnotation"), "typeAnnotation");

function variantOf(variant: Node | undefined, site: Site): readonly (readonly [string, JsonObject])[] {
  const members = nodes(variant, "members");
  const type = child(typeIn(members.find((one) => nameIn(one) === "contentType")), "literal");
  const body = members.find((one) => nameIn(one) === "body");
  return type === undefined || body === undefined ? [] : [[text(type, "value"), mediaType(body, site)]];
}

/** A media type object: the schema of a body, its items and encodings. */
function mediaType(member: Node, site: Site): JsonObject {
  return mediaObject(saidType(typeIn(member), site), documented(site.scope.module, member).tags);
}

/** A media type object from what a type says and the tags beside it. */
export function mediaObject(said: JsonObject | undefined, tags: readonly Tag[]): JsonObject {
  const schema = withTags(said, tags);
  const more = tags.filter(({ name }) => name === "itemSchema" || name === "encoding");
  return {
    ...(isJsonObject(schema) && Object.keys(schema).length === 0 ? {} : { schema }),
    ...Object.fromEntries(more.map((tag) => [tag.name, valueOf(tag) ?? {}])),
  };
}

function parametersOf(member: Node, site: Site): readonly JsonObject[] {
  const place = PARTS.get(nameIn(member));
  if (place === undefined) return [];
  return nodes(typeIn(member), "members").map((one) => parameterOf(one, place, site));
}

// `@required` alone is the parameter's, a list of names its schema's.
const OWN: ReadonlySet<string> = new Set(["deprecated", "required"]);
const isOwn = ({ name, text: value }: Tag): boolean => OWN.has(name) && value === "";

/** A parameter object; also a header's, whose place goes without saying. */
export function parameterOf(member: Node, place: string, site: Site): JsonObject {
  const doc = documented(site.scope.module, member);
  const has = (name: string): boolean => doc.tags.some((tag) => tag.name === name && isOwn(tag));
  const others = doc.tags.filter((tag) => !isOwn(tag)).map(withoutSchema);
  const schema = withTags(saidType(typeIn(member), site), others);
  const isDefaulted = isJsonObject(schema) && schema["default"] !== undefined;
  const isRead = place === "path" || (member["optional"] !== true && !(isDefaulted && place !== "answer"));
  const isRequired = has("required") || (isRead && tagText(doc, "optional") === undefined);
  const content = tagText(doc, "content");
  const values = doc.tags.filter(({ name }) => VALUES.has(name));
  return {
    name: tagText(doc, "name") ?? nameIn(member),
    in: place,
    ...(doc.text !== "" && { description: doc.text }),
    ...(isRequired && { required: true }),
    ...(has("deprecated") && { deprecated: true }),
    ...Object.fromEntries(values.map((tag) => [tag.name, valueOf(tag) ?? true])),
    ...(content === undefined ? { schema } : { content: { [content]: { schema } } }),
  };
}

const VALUES: ReadonlySet<string> = new Set(["style", "explode", "allowReserved", "allowEmptyValue"]);

const withoutSchema = ({ name, text: value }: Tag): Tag =>
  name === "schema.deprecated" ? { name: "deprecated", text: value } : { name, text: value };

/** What the route table says of a body: `{ required, types }`. */
export function bodyObject(plan: JsonValue | undefined, bodies: RequestSaid["bodies"]): JsonObject | undefined {
  if (!isJsonObject(plan) || !isJsonArray(plan["types"])) return undefined;
  const types = plan["types"].filter((one) => typeof one === "string");
  const content = types.map((type) => [type, bodies.get(types.length === 1 ? "" : type) ?? {}] as const);
  return { ...(plan["required"] === true && { required: true }), content: Object.fromEntries(content) };
}
