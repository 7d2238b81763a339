import type { LoadPlan, PlannedRequest } from "../plan.ts";
import { hasHeader } from "../headers.ts";
import { originText } from "../target.ts";
import { isTunnelled } from "./is-tunnelled.ts";

/**
 * A request as it has to be sent for a plan: through a proxy without a tunnel it names the whole address and says who asks
 * the proxy; otherwise it is what it was. Source: RFC 9112 section 3.2.2, RFC 9110 section 11.7.1.
 *
 * @example
 * throughProxy(plan, request).path; // "http://api.example.com/users"
 */
export function throughProxy(
  plan: Pick<LoadPlan, "origin" | "proxy" | "protocol">,
  request: PlannedRequest,
): PlannedRequest {
  const { proxy, origin } = plan;
  if (proxy === undefined || isTunnelled(plan)) return request;
  const needsWord = proxy.authorization !== undefined && !hasHeader(request.headers, "proxy-authorization");
  return {
    ...request,
    path: `${originText(origin)}${request.path === "*" ? "" : request.path}`,
    headers: needsWord ? [...request.headers, ["Proxy-Authorization", proxy.authorization]] : request.headers,
  };
}
