import type { MediaType, Parameter, ParameterPlace } from "../../openapi/index.ts";
import {
  code,
  ident,
  isEmpty,
  jsDocWithTags,
  lines,
  literal,
  optionalName,
  type Fragment,
} from "../../typescript/index.ts";
import { hasDefault, type OperationPlan, summaryOf } from "../plan/index.ts";
import { mediaTags, parameterTags, unplacedTags } from "./facts.ts";
import type { TypeContext, Typed } from "./context.ts";
import { formType } from "./form.ts";
import { mediaKind } from "./media.ts";
import { typeOf } from "./type-of.ts";
import { atom, binarySaid, textSaid, unionOf, UNKNOWN } from "./typed.ts";

const PARTS = [
  ["params", "path"],
  ["query", "query"],
  ["headers", "header"],
  ["cookies", "cookie"],
] as const;

/** `export interface GetUserRequest extends RequestParts { … }`; a union where bodies of several media types differ. */
export function requestType({ operation, requestType: name }: OperationPlan, context: TypeContext): Fragment {
  const parts = PARTS.flatMap(([part, place]) => partMember(part, parametersIn(operation.parameters, place), context));
  const bodies = bodyTypes(operation.body?.content ?? [], context);
  const doc = jsDocWithTags(`What ${summaryOf(operation)} is sent.`, unplacedTags(operation, context));
  if (bodies.length > 1)
    return lines([doc, unionRequest(name, { parts, bodies, required: operation.body?.required ?? true, context })]);
  const [body] = bodies;
  const bodyMember =
    body === undefined
      ? []
      : [lines([body.doc, code`body: ${orUndefined(body.typed, operation.body?.required ?? true)};`])];
  return lines([doc, interfaceOf(name, [...parts, ...bodyMember], context)]);
}

function interfaceOf(name: string, members: readonly Fragment[], context: TypeContext): Fragment {
  if (members.length === 0) return code`export type ${ident(name)} = ${context.builtin("RequestParts")};`;
  return code`
    export interface ${ident(name)} extends ${context.builtin("RequestParts")} {
      ${members}
    }
  `;
}

interface UnionParts {
  readonly parts: readonly Fragment[];
  readonly bodies: readonly Body[];
  readonly required: boolean;
  readonly context: TypeContext;
}

function unionRequest(name: string, { parts, bodies, required, context }: UnionParts): Fragment {
  const none = required ? [] : [code`{ contentType: undefined; body: undefined }`];
  const variants = [...bodies.map(variant), ...none].map((one) => code`| ${one}`);
  const base = context.builtin("RequestParts");
  if (parts.length === 0)
    return code`
      export type ${ident(name)} = ${base} & (
        ${variants}
      );
    `;
  return code`
    export type ${ident(name)} = ${base} & {
      ${parts}
    } & (
      ${variants}
    );
  `;
}

function variant({ type, typed, doc }: Body): Fragment {
  if (isEmpty(doc)) return code`{ contentType: ${literal(type)}; body: ${typed.code} }`;
  return code`
    {
      contentType: ${literal(type)};
      ${doc}
      body: ${typed.code};
    }
  `;
}

/** The querystring of 3.2 is one value that stands for the whole query. */
export function parametersIn(parameters: readonly Parameter[], place: ParameterPlace): readonly Parameter[] {
  return parameters.filter((parameter) => parameter.in === place);
}

function partMember(part: string, parameters: readonly Parameter[], context: TypeContext): readonly Fragment[] {
  if (parameters.length === 0) return [];
  return [
    code`
      ${ident(part)}: {
        ${parameters.map((parameter) => parameterMember(parameter, context))}
      };
    `,
  ];
}

function parameterMember(parameter: Parameter, context: TypeContext): Fragment {
  const optional = !parameter.required && !hasDefault(context.plan.model, parameter.schema);
  const typed = typeOf(parameter.schema, context);
  const doc = jsDocWithTags(parameter.description, parameterTags(parameter, { typed, optional }, context));
  return lines([doc, code`${optionalName(keyOf(parameter), optional)}: ${typed.code};`]);
}

/** Headers are found in lower case, as Node has them. */
export const keyOf = (parameter: Pick<Parameter, "name" | "in">): string =>
  parameter.in === "header" ? parameter.name.toLowerCase() : parameter.name;

interface Body {
  readonly type: string;
  readonly typed: Typed;
  readonly doc: Fragment;
}

function bodyTypes(content: readonly MediaType[], context: TypeContext): readonly Body[] {
  return content.map((media) => {
    const typed = bodyType(media, context);
    return { type: media.type, typed, doc: jsDocWithTags(undefined, mediaTags(media, typed.said, context)) };
  });
}

function bodyType({ type, schema }: MediaType, context: TypeContext): Typed {
  switch (mediaKind(type)) {
    case "json":
    case "form":
      return schema === undefined ? UNKNOWN : typeOf(schema, context);
    case "multipart":
      return schema === undefined ? UNKNOWN : formType(schema, context);
    case "text":
      return atom(code`string`, textSaid);
    case "binary":
      return atom(code`Buffer`, binarySaid);
  }
}

const orUndefined = (typed: Typed, required: boolean): Fragment =>
  required ? typed.code : unionOf([typed, atom(code`undefined`)]).code;
