import type { Header, MediaType, Response } from "../../openapi/index.ts";
import type { Said } from "../../typescript/constraints/index.ts";
import {
  code,
  ident,
  jsDocWithTags,
  lines,
  literal,
  optionalName,
  union,
  type Fragment,
} from "../../typescript/index.ts";
import { isSequential } from "../events/index.ts";
import { summaryOf, type OperationPlan } from "../plan/index.ts";
import type { TypeContext, Typed } from "./context.ts";
import { contentTag, headerTags, mediaTags } from "./facts.ts";
import { mediaKind } from "./media.ts";
import { typeOf } from "./type-of.ts";
import { atom, binarySaid, textSaid, UNKNOWN } from "./typed.ts";

/** `export interface GetUserResponses { 200: Json<User>; … }` */
export function responsesType({ operation, responsesType: name }: OperationPlan, context: TypeContext): Fragment {
  const responses =
    operation.responses.length === 0 ? [defaultResponse(operation.method)] : operation.responses.map(known);
  return lines([
    jsDocWithTags(
      `What ${summaryOf(operation)} answers, by status.`,
      operation.responses.length === 0 ? ["@undeclared"] : [],
    ),
    code`
      export interface ${ident(name)} {
        ${responses.map((response) => responseMember(response, context))}
      }
    `,
  ]);
}

type Known = Pick<Response, "status" | "headers" | "content" | "description"> & { readonly isOpen?: boolean };

const known = (response: Response): Known => response;

/** Where the document is silent: 201 for POST, 204 for DELETE, else 200, with any JSON. */
function defaultResponse(method: string): Known {
  const status = method === "POST" ? "201" : method === "DELETE" ? "204" : "200";
  return { status, headers: [], content: [], description: "", isOpen: status !== "204" };
}

function responseMember(response: Known, context: TypeContext): Fragment {
  const bodies = response.content.map((media) => bodyOf(media, context));
  const doc = jsDocWithTags(response.description, tagsOf(response, bodies, context));
  return lines([doc, code`${statusKey(response.status)}: ${contentOf(response, bodies, context)};`]);
}

/** One media type's rules stand there themselves. */
function tagsOf({ content }: Known, bodies: readonly Typed[], context: TypeContext): readonly string[] {
  const said: readonly Said[] = bodies.map((body) => body.said);
  const [only] = content;
  if (only !== undefined && content.length === 1) return mediaTags(only, said[0], context);
  return contentTag(content, said, context);
}

const statusKey = (status: string): Fragment =>
  /^\d{3}$/.test(status) ? literal(Number(status)) : literal(status === "default" ? status : status.toUpperCase());

function contentOf(response: Known, bodies: readonly Typed[], context: TypeContext): Fragment {
  const headers = headersType(response.headers, context);
  if (response.isOpen === true) return code`${context.builtin("Json")}<unknown>`;
  if (response.content.length === 0)
    return headers === undefined ? context.builtin("Empty") : code`${context.builtin("Empty")}<${headers}>`;
  const tail = headers === undefined ? code`` : code`, ${headers}`;
  return union(
    response.content.map(({ type }, index) => {
      const body = code`${bodies[index]?.code ?? code`unknown`}${tail}`;
      if (type === "application/json") return code`${context.builtin("Json")}<${body}>`;
      return code`${context.builtin("Content")}<${literal(type)}, ${body}>`;
    }),
  );
}

function bodyOf(media: MediaType, context: TypeContext): Typed {
  if (isSequential(media.type)) return itemsOf(media, context);
  switch (mediaKind(media.type)) {
    case "json":
      return media.schema === undefined ? UNKNOWN : typeOf(media.schema, context);
    case "text":
    case "form":
      return atom(context.builtin("Text"), textSaid);
    case "binary":
    case "multipart":
      return atom(context.builtin("Binary"), binarySaid);
  }
}

/** Items that are sent as they come. Events that are not described have the fields of the HTML standard. */
function itemsOf({ type, itemSchema }: MediaType, context: TypeContext): Typed {
  const open = type === "text/event-stream" ? context.builtin("SentEvent") : code`unknown`;
  const item = itemSchema === undefined ? open : typeOf(itemSchema, context).code;
  return atom(code`${context.builtin("SentItems")}<${item}>`, textSaid);
}

function headersType(headers: readonly Header[], context: TypeContext): Fragment | undefined {
  const kept = headers.filter(({ name }) => name.toLowerCase() !== "content-type");
  if (kept.length === 0) return undefined;
  const members = kept.map((header) => headerMember(header, context));
  return code`
    {
      ${members}
    }
  `;
}

function headerMember(header: Header, context: TypeContext): Fragment {
  const typed = typeOf(header.schema, context);
  const doc = jsDocWithTags(header.description, headerTags(header, typed.said, context));
  return lines([doc, code`${optionalName(header.name.toLowerCase(), !header.required)}: ${typed.code};`]);
}
