import { uniqueBy } from "../../../kit/index.ts";
import type { ApiModel, Operation } from "../../index.ts";
import { brokenBodies } from "./broken-bodies.ts";
import { brokenParameters } from "./broken-parameters.ts";
import type { Breakage } from "./breakage.ts";
import { type RequestSettings, requestParts } from "./parts.ts";
import { type SampleRequest, writeRequest } from "./request.ts";

/** A request that breaks its operation's contract in one place. */
export interface BrokenRequest extends Breakage {
  readonly request: SampleRequest;
}

const MOST = 12;

/**
 * Requests that are valid but for one thing each, at most twelve, one per place and rule: what a server that keeps its
 * contract answers with 400. Only breaks that the schema is certain to refuse are made.
 *
 * @example
 * brokenRequests(listOrders, model)[0]; // { in: "query", subject: "limit", rule: "maximum", request: {…} }
 */
export function brokenRequests(
  operation: Operation,
  model: Pick<ApiModel, "schemas" | "securitySchemes">,
  settings: RequestSettings = {},
): readonly BrokenRequest[] {
  const parts = requestParts(operation, model, settings);
  const broken = [...brokenParameters(parts, model), ...brokenBodies(parts, model)];
  return uniqueBy(broken, ({ in: place, subject, rule }) => `${place} ${subject === "body"} ${rule}`)
    .slice(0, MOST)
    .map(({ in: place, subject, rule, parts: wrong }) => ({ in: place, subject, rule, request: writeRequest(wrong) }));
}
