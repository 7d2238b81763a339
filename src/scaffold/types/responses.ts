import type { Header, MediaType, Response } from "../../openapi/index.ts";
import { code, ident, jsDoc, lines, literal, optionalName, union, type Fragment } from "../../typescript/index.ts";
import { summaryOf, type OperationPlan } from "../plan/index.ts";
import type { TypeContext } from "./context.ts";
import { mediaKind } from "./media.ts";
import { typeOf } from "./type-of.ts";

/** `export interface GetUserResponses { 200: Json<User>; … }` */
export function responsesType({ operation, responsesType: name }: OperationPlan, context: TypeContext): Fragment {
  const responses =
    operation.responses.length === 0 ? [defaultResponse(operation.method)] : operation.responses.map(known);
  return lines([
    jsDoc([`What ${summaryOf(operation)} answers, by status.`]),
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
  return lines([jsDoc([response.description]), code`${statusKey(response.status)}: ${contentOf(response, context)};`]);
}

const statusKey = (status: string): Fragment =>
  /^\d{3}$/.test(status) ? literal(Number(status)) : literal(status === "default" ? status : status.toUpperCase());

function contentOf(response: Known, context: TypeContext): Fragment {
  const headers = headersType(response.headers, context);
  if (response.isOpen === true) return code`${context.builtin("Json")}<unknown>`;
  if (response.content.length === 0)
    return headers === undefined ? context.builtin("Empty") : code`${context.builtin("Empty")}<${headers}>`;
  return union(response.content.map((media) => mediaContent(media, headers, context)));
}

function mediaContent(media: MediaType, headers: Fragment | undefined, context: TypeContext): Fragment {
  const tail = headers === undefined ? code`` : code`, ${headers}`;
  const body = bodyOf(media, context);
  if (media.type === "application/json") return code`${context.builtin("Json")}<${body}${tail}>`;
  return code`${context.builtin("Content")}<${literal(media.type)}, ${body}${tail}>`;
}

function bodyOf(media: MediaType, context: TypeContext): Fragment {
  switch (mediaKind(media.type)) {
    case "json":
      return media.schema === undefined ? code`unknown` : typeOf(media.schema, context).code;
    case "text":
    case "form":
      return context.builtin("Text");
    case "binary":
    case "multipart":
      return context.builtin("Binary");
  }
}

function headersType(headers: readonly Header[], context: TypeContext): Fragment | undefined {
  const kept = headers.filter(({ name }) => name.toLowerCase() !== "content-type");
  if (kept.length === 0) return undefined;
  const members = kept.map(
    (header) =>
      code`${optionalName(header.name.toLowerCase(), !header.required)}: ${typeOf(header.schema, context).code};`,
  );
  return code`
    {
      ${members}
    }
  `;
}
