import type { MockAnswer, MockRequest } from "./request.ts";

/** The answer to a browser's question before a request of another origin; undefined where it is none. */
export function preflightAnswer({ method, headers }: MockRequest): MockAnswer | undefined {
  const wanted = headers["access-control-request-method"];
  if (method !== "OPTIONS" || headers["origin"] === undefined || wanted === undefined) return undefined;
  const allowed = {
    "access-control-allow-origin": "*",
    "access-control-allow-methods": wanted,
    "access-control-allow-headers": headers["access-control-request-headers"] ?? "*",
    "access-control-max-age": "600",
  };
  return { status: 204, headers: allowed, text: undefined, operation: undefined, problems: [] };
}

/** Pages of every origin may read the answer. */
export function shared(answer: MockAnswer, { headers }: MockRequest): MockAnswer {
  if (headers["origin"] === undefined) return answer;
  const open = { "access-control-allow-origin": "*", "access-control-expose-headers": "*" };
  return { ...answer, headers: { ...answer.headers, ...open } };
}
