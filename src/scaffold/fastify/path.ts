import type { Operation, PathPart } from "../../openapi/index.ts";
import { decodeSafely, literalText, routePath, spelled } from "../routes/index.ts";

export interface FastifyPath {
  /** For Fastify's router (find-my-way 9), every character of the document's text taken literally. */
  readonly url: string;
  /** Names of the parameters in the route, in order. */
  readonly names: readonly string[];
  /** Names of the same parameters in the document. */
  readonly documentNames: readonly string[];
  /** `/users/{}`: the path as it stands in a request line, with braces for its values. */
  readonly template: string;
}

/**
 * A document's path as Fastify takes it: colons are doubled, a parameter with text behind it has a pattern.
 *
 * @example
 * fastifyPath({ path: "/files/{id}:cancel", segments }); // url `/files/:id(.+)::cancel`
 */
export function fastifyPath(operation: Pick<Operation, "path" | "segments">): FastifyPath {
  const route = routePath(operation);
  const documentNames = route.segments.flat().flatMap((part) => (part.kind === "parameter" ? [part.name] : []));
  const names = routeNames(documentNames);
  const nextName = names.values();
  let texts = 0;
  const odd = (sign: string): string => `:text${(texts += 1)}(${inPattern(sign)})`;
  return {
    url: spelled(route, (parts) => segmentUrl(parts, { name: () => nextName.next().value ?? "", odd })),
    names,
    documentNames,
    template: spelled(route, (parts) =>
      parts.map((part) => (part.kind === "text" ? literalText(part.text) : "{}")).join(""),
    ),
  };
}

/** A base path, its signs taken literally like those of paths. */
export function fastifyPrefix(path: string): string {
  let texts = 0;
  return textUrl(path, (sign) => `:base${(texts += 1)}(${inPattern(sign)})`);
}

/** Fastify ends a name at a dash or a dot; a name of another form becomes `value1`. */
function routeNames(documentNames: readonly string[]): readonly string[] {
  return documentNames.map((name, index) =>
    /^[A-Za-z_]\w*$/.test(name) && documentNames.indexOf(name) === index && name !== "__proto__"
      ? name
      : `value${index + 1}`,
  );
}

interface Spelling {
  readonly name: () => string;
  /** A sign that no route can hold, as a parameter that takes nothing else. */
  readonly odd: (sign: string) => string;
}

function segmentUrl(parts: readonly PathPart[], spelling: Spelling): string {
  return parts
    .map((part, at) => partUrl(part, { before: parts.slice(0, at), after: parts[at + 1] }, spelling))
    .join("");
}

/** Signs that mean something else to Fastify, or that stay escaped in its paths. */
const ODD = /([*%#?])/;
const isOdd = (text: string): boolean => ODD.test(decodeSafely(text));

/** A literal colon is doubled. */
function textUrl(text: string, odd: Spelling["odd"]): string {
  const pieces = decodeSafely(text).split(ODD);
  return pieces.map((piece) => (ODD.test(piece) ? odd(piece) : piece.replaceAll(":", "::"))).join("");
}

interface Around {
  readonly before: readonly PathPart[];
  readonly after: PathPart | undefined;
}

/** The first value of a segment takes as much as it can, the next ones stop at the text that stands before them. */
function partUrl(part: PathPart, { before, after }: Around, { name, odd }: Spelling): string {
  if (part.kind === "text") return textUrl(part.text, odd);
  const between = before.at(-1);
  const text = between?.kind === "text" ? between.text : "";
  if (before.some(({ kind }) => kind === "parameter"))
    return `:${name()}((?:(?!${inPattern(text)}).)+|${inPattern(text)})`;
  return after === undefined && !isOdd(text) ? `:${name()}` : `:${name()}(.+)`;
}

/** Fastify decodes these two in some places and not in others. */
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["%", "(?:%25|%)"],
  ["#", "(?:%23|#)"],
]);

const inPattern = (text: string): string =>
  decodeSafely(text)
    .replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")
    .replace(/[%#]/g, (sign) => ESCAPES.get(sign) ?? sign);
