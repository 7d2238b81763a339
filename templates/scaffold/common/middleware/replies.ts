import type { Replies } from "../types/contract.js";

const NAMES = {
  ok: 200,
  created: 201,
  accepted: 202,
  noContent: 204,
  partialContent: 206,
  movedPermanently: 301,
  found: 302,
  seeOther: 303,
  notModified: 304,
  temporaryRedirect: 307,
  permanentRedirect: 308,
  badRequest: 400,
  unauthorized: 401,
  paymentRequired: 402,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  gone: 410,
  preconditionFailed: 412,
  unprocessable: 422,
  tooManyRequests: 429,
  internalServerError: 500,
  notImplemented: 501,
  badGateway: 502,
  serviceUnavailable: 503,
  gatewayTimeout: 504,
} as const;

type Given = readonly [body?: unknown, headers?: object, type?: string];

const answer = (status: number, [body, headers, type]: Given): object => ({
  status,
  ...(type === undefined ? {} : { type }),
  ...(body === undefined ? {} : { body }),
  ...(headers === undefined ? {} : { headers }),
});

const named = Object.entries(NAMES).map(
  ([name, status]) => [name, (...given: Given) => answer(status, given)] as const,
);
const replies: unknown = {
  ...Object.fromEntries(named),
  status: (status: number, ...given: Given) => answer(status, given),
};

/**
 * Typed results by name: `const reply = replyTo<GetUserResponses>();` in a handler file, then `return reply.ok(user)`. Only what the
 * document declares is there, `reply.status(418, body)` for statuses without a name.
 */
export function replyTo<Responses>(): Replies<Responses> {
  return replies as Replies<Responses>;
}
