import { errors } from "../kit/index.ts";
import { hasHeader, isMethod } from "./headers.ts";
import type { Header, LoadPlan, PlannedRequest } from "./plan.ts";
import { redactUrl } from "./redact.ts";
import type { Target } from "./target.ts";
import { contentTypeOf } from "./wire.ts";

const DEFAULT_CONCURRENCY = 10;
const DEFAULT_DURATION_MS = 30_000;

/** What a user may say about a run of one request; the rest has defaults. */
export interface RunWishes {
  readonly method: string;
  readonly headers: readonly Header[];
  readonly body: Uint8Array | undefined;
  readonly expectStatus: number | undefined;
  readonly concurrency: number | undefined;
  readonly durationMs: number | undefined;
  readonly requestLimit: number | undefined;
  readonly timeoutMs: number;
  readonly keepAlive: boolean;
  readonly verify: boolean;
  readonly ca: string | undefined;
}

/** The plan of a run of one request. Without a number of requests it lasts 30 s. Error: `load-bad-method`. */
export function planOf(target: Target, wishes: RunWishes): LoadPlan {
  const { requestLimit, timeoutMs, keepAlive, verify, ca } = wishes;
  const durationMs = wishes.durationMs ?? (requestLimit === undefined ? DEFAULT_DURATION_MS : undefined);
  return {
    origin: target.origin,
    requests: [requestOf(target, wishes)],
    concurrency: wishes.concurrency ?? DEFAULT_CONCURRENCY,
    ...(durationMs === undefined ? {} : { durationMs }),
    ...(requestLimit === undefined ? {} : { requestLimit }),
    timeoutMs,
    keepAlive,
    tls: { verify, ...(ca === undefined ? {} : { ca }) },
  };
}

function requestOf(target: Target, { method: typed, headers, body, expectStatus }: RunWishes): PlannedRequest {
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
