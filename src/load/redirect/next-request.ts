import type { Header, Origin, PlannedRequest } from "../plan.ts";
import { originText } from "../target.ts";

/** Where an answer sends the client. */
export type Redirection =
  | { readonly kind: "none" }
  /** Within the origin: what is to be sent now. */
  | { readonly kind: "follow"; readonly request: PlannedRequest }
  /** To another origin, or to no address at all. */
  | { readonly kind: "foreign" };

const STATUSES: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** They speak of a body that is not sent again. */
const OF_BODY = /^(content-|transfer-encoding$|digest$|repr-digest$|last-modified$)/i;

/** True for a status that means another address, when the answer names one. */
export function isRedirect(status: number): boolean {
  return STATUSES.has(status);
}

/**
 * The request that an answer asks for. 303 is followed by GET, or HEAD after HEAD; 301 and 302 turn POST into GET, as every
 * browser does; 307 and 308 repeat the request as it was. Names of the answer's headers are in lower case.
 *
 * Source: RFC 9110 section 15.4.
 * @example
 * nextRequest(origin, request, { status: 302, headers: [["location", "/login"]] }); // { kind: "follow", request: { path: "/login", … } }
 */
export function nextRequest(
  origin: Origin,
  request: PlannedRequest,
  answer: { readonly status: number; readonly headers: readonly Header[] },
): Redirection {
  const location = answer.headers.find(([name]) => name === "location")?.[1];
  if (!isRedirect(answer.status) || location === undefined) return { kind: "none" };
  const here = originText(origin);
  const base = `${here}${request.path.startsWith("/") ? request.path : "/"}`;
  if (!URL.canParse(location, base)) return { kind: "foreign" };
  const url = new URL(location, base);
  if (url.origin !== new URL(here).origin) return { kind: "foreign" };
  return { kind: "follow", request: { ...resent(request, answer.status), path: `${url.pathname}${url.search}` } };
}

function resent(request: PlannedRequest, status: number): PlannedRequest {
  const turns = status === 303 ? request.method !== "HEAD" : request.method === "POST" && status < 303;
  if (!turns) return request;
  const { body: _, ...rest } = request;
  return { ...rest, method: "GET", headers: request.headers.filter(([name]) => !OF_BODY.test(name)) };
}
