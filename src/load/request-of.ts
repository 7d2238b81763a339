import { errors } from "../kit/index.ts";
import { hasHeader, isMethod } from "./headers.ts";
import type { Header, LoadPlan, PlannedRequest } from "./plan.ts";
import { redactUrl } from "./redact.ts";
import type { LoadShape } from "./shape.ts";
import type { Target } from "./target.ts";
import { contentTypeOf } from "./wire.ts";

/** What a user may say about the one request of a run; the rest has defaults. */
export interface RequestWishes {
  readonly method: string;
  readonly headers: readonly Header[];
  readonly body: Uint8Array | undefined;
  readonly expectStatus: number | undefined;
}

/** The part of a plan that says where its requests go and how they get there. */
export type Connecting = Omit<LoadPlan, keyof LoadShape | "requests" | "scenario">;

/** The one request of a plan, named after its method and path. Error: `load-bad-method`. */
export function requestOf(
  target: Target,
  { method: typed, headers, body, expectStatus }: RequestWishes,
): PlannedRequest {
  const method = typed.toUpperCase();
  if (!isMethod(method)) throw errors.load.badMethod({ method });
  const needsAuthorization = target.authorization !== undefined && !hasHeader(headers, "authorization");
  const contentType = body === undefined ? undefined : contentTypeOf(body, headers);
  return {
    name: `${method} ${redactUrl(target.path)}`,
    weight: 1,
    method,
    path: target.path,
    headers: [
      ...headers,
      ...(needsAuthorization ? [target.authorization] : []),
      ...(contentType === undefined ? [] : [contentType]),
    ],
    ...(body === undefined ? {} : { body }),
    ...(expectStatus === undefined ? {} : { expectStatus }),
  };
}
