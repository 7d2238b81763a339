import { child, nameOf } from "../tree.ts";
import { numberOf, propertyOf, textOf, type ClassValue, type ExternalValue, type Value } from "../value.ts";

/** RFC 9110 and its registry, as packages and classes name them, without spaces and signs. */
const NAMES: ReadonlyMap<string, number> = new Map([
  ["ok", 200],
  ["created", 201],
  ["accepted", 202],
  ["nocontent", 204],
  ["resetcontent", 205],
  ["partialcontent", 206],
  ["multistatus", 207],
  ["movedpermanently", 301],
  ["found", 302],
  ["movedtemporarily", 302],
  ["seeother", 303],
  ["notmodified", 304],
  ["temporaryredirect", 307],
  ["permanentredirect", 308],
  ["badrequest", 400],
  ["validation", 400],
  ["unauthorized", 401],
  ["unauthenticated", 401],
  ["authentication", 401],
  ["notauthorized", 401],
  ["paymentrequired", 402],
  ["forbidden", 403],
  ["authorization", 403],
  ["notfound", 404],
  ["methodnotallowed", 405],
  ["notacceptable", 406],
  ["requesttimeout", 408],
  ["conflict", 409],
  ["duplicate", 409],
  ["gone", 410],
  ["preconditionfailed", 412],
  ["payloadtoolarge", 413],
  ["unsupportedmediatype", 415],
  ["teapot", 418],
  ["imateapot", 418],
  ["unprocessableentity", 422],
  ["unprocessable", 422],
  ["unprocessablecontent", 422],
  ["baddata", 422],
  ["locked", 423],
  ["toomanyrequests", 429],
  ["ratelimit", 429],
  ["internalservererror", 500],
  ["internal", 500],
  ["badimplementation", 500],
  ["notimplemented", 501],
  ["badgateway", 502],
  ["serviceunavailable", 503],
  ["serverunavailable", 503],
  ["gatewaytimeout", 504],
]);

/** The status that a name means: `NOT_FOUND`, `NotFoundException`, `notFound`. */
export function statusOfName(name: string): number | undefined {
  const plain = name.replaceAll(/[^A-Za-z]/g, "").toLowerCase();
  return (
    NAMES.get(plain) ??
    NAMES.get(
      plain
        .replace(/^(?:http|status|sc|code|http?status|api|app)+/, "")
        .replace(/(?:error|exception|code|response|httperror)+$/, ""),
    )
  );
}

/** A status as it is given: 404, "404", `StatusCodes.NOT_FOUND`. */
export function statusOf(value: Value | undefined): number | undefined {
  const number = numberOf(value) ?? Number(textOf(value) ?? Number.NaN);
  if (Number.isInteger(number)) return isStatus(number) ? number : undefined;
  const last = value?.kind === "external" ? value.steps.at(-1) : undefined;
  return last?.kind === "member" ? statusOfName(last.name) : undefined;
}

const isStatus = (value: number): boolean => Number.isInteger(value) && value >= 100 && value <= 599;

const FIELDS = ["status", "statusCode", "httpStatus", "httpCode", "code", "statuscode"];

/** The status that a thrown value is answered with, where that can be seen. */
export function thrownStatus(value: Value): number | undefined {
  if (value.kind === "external") return externalStatus(value);
  if (value.kind !== "object") return undefined;
  for (const name of FIELDS) {
    const status = statusOf(value.properties.get(name));
    // A class of the application may be thrown for success too.
    if (status !== undefined && status >= (value.of === undefined ? 300 : 200)) return status;
  }
  const given = value.properties.get("*super*");
  const inSuper =
    given?.kind === "array" ? given.items.map(statusOf).find((one) => one !== undefined && one >= 300) : undefined;
  return inSuper ?? (value.of === undefined ? undefined : classStatus(value.of));
}

/** By the name of the class, or of what it extends. */
function classStatus({ name, node }: ClassValue): number | undefined {
  return statusOfName(name) ?? statusOfName(nameOf(child(node, "superClass")));
}

/** `createError(404)`, `Boom.notFound()`, `new NotFoundException()`, `new HttpException("…", HttpStatus.CONFLICT)`. */
function externalStatus({ steps }: ExternalValue): number | undefined {
  const last = steps.at(-1);
  if (last === undefined || last.kind === "member") return undefined;
  const number = last.args.map(statusOf).find((one) => one !== undefined && one >= 300);
  const inOptions = last.args
    .map((one) => statusOf(propertyOf(one, "statusCode") ?? propertyOf(one, "status")))
    .find((one) => one !== undefined);
  const before = steps.at(-2);
  return number ?? inOptions ?? (before?.kind === "member" ? statusOfName(before.name) : undefined);
}
