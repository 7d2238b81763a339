import { isDefined } from "../../kit/index.ts";
import type { ApiModel, Operation, SecurityScheme } from "../../openapi/index.ts";
import { cookiesOf } from "./cookies.ts";
import type { MockRequest } from "./request.ts";

/** What a client has to send, for WWW-Authenticate; empty where one of the operation's alternatives is there. */
export function missingCredentials(
  operation: Operation,
  { securitySchemes }: Pick<ApiModel, "securitySchemes">,
  request: MockRequest,
): readonly SecurityScheme[] {
  const alternatives = operation.security.map((needed) =>
    needed.map(({ scheme }) => securitySchemes.get(scheme)).filter(isDefined),
  );
  if (alternatives.length === 0) return [];
  if (alternatives.some((schemes) => schemes.every((scheme) => isThere(scheme, request)))) return [];
  return [...new Set(alternatives.flat())];
}

function isThere(scheme: SecurityScheme, request: MockRequest): boolean {
  switch (scheme.kind) {
    case "apiKey":
      return isKeyThere(scheme, request);
    case "http":
      return hasAuthorization(request, scheme.scheme);
    case "oauth2":
    case "openIdConnect":
      return hasAuthorization(request, "bearer");
    case "mutualTLS":
      return true;
  }
}

function isKeyThere(
  { in: place, name }: { readonly in: "query" | "header" | "cookie"; readonly name: string },
  request: MockRequest,
): boolean {
  if (place === "query") return new URLSearchParams(request.query).get(name) !== null;
  if (place === "cookie") return cookiesOf(request).has(name);
  return request.headers[name.toLowerCase()] !== undefined;
}

const hasAuthorization = ({ headers }: MockRequest, scheme: string): boolean =>
  headers["authorization"]?.toLowerCase().startsWith(`${scheme.toLowerCase()} `) === true;

/** The challenge of a 401: schemes that HTTP knows. */
export function challengeOf(schemes: readonly SecurityScheme[]): string | undefined {
  const names = schemes.flatMap((scheme) => {
    if (scheme.kind === "http") return [scheme.scheme.toLowerCase() === "basic" ? 'Basic realm="mock"' : scheme.scheme];
    return scheme.kind === "oauth2" || scheme.kind === "openIdConnect" ? ["Bearer"] : [];
  });
  return names.length === 0 ? undefined : [...new Set(names)].join(", ").replaceAll(/[\r\n]/g, "");
}
